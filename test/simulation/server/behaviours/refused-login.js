import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Refuses a login, be it right or wrong. */
export const refusedLogin = behaviour({
  phases: ['auth', 'auth-response'],
  how: fc.record({
    says: fc.constantFrom(
      '535 5.7.8 Username and Password not accepted',
      '535 Incorrect authentication data',
      '534 5.7.9 Application-specific password required',
      '525 5.7.13 Account disabled',
    ),
  }),
  act: (means, { says }) => means.say(says),
});
