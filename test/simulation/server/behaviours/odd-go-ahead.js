import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Answers DATA with something that is no 354 (RFC 5321 section 3.3), and means it, or does not. */
export const oddGoAhead = behaviour({
  phases: ['data'],
  how: fc.record({
    says: fc.constantFrom('3 go', '35 go', '2ab go', '221 go', '250 go', '200', '399 go', '3'),
    takes: fc.boolean(),
  }),
  act(means, { says, takes }) {
    // Where it does not mean it, what follows looks like commands to it.
    if (takes) means.proceed();
    means.say(says);
  },
});
