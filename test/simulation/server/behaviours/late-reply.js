import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Takes its time, up to more than anybody waits. */
export const lateReply = behaviour({
  phases: anywhere,
  how: fc.record({ after: fc.constantFrom(50, 900, 4_000, 29_000, 31_000, 290_000, 310_000, 700_000) }),
  act(means, { after }) {
    means.proceed();
    means.after(after, () => means.say(means.honest));
  },
});
