import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Does what it is told and says nothing to it; what comes next it answers again. */
export const missingReply = behaviour({
  phases: anywhere,
  how: fc.record({ does: fc.boolean() }),
  act(means, { does }) {
    if (does) means.proceed();
  },
});
