import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Runs in a process that stands still for a while: a container that is paused, a laptop that is closed. */
export const standsStill = behaviour({
  how: fc.record({ for: fc.constantFrom(3_000, 40_000, 400_000) }),
  act: (application, how) => application.standStill(how.for),
});
