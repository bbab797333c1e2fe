import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** No connection comes about. */
export const unreachable = behaviour({
  phases: ['connect'],
  how: fc.record({
    becomes: fc.constantFrom('silence', 'ECONNREFUSED', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET'),
  }),
  // The network asks for it when the connection is dialled.
  act: () => undefined,
});
