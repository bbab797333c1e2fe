import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Says 221 or 421 where nobody asked it to (RFC 5321 sections 3.8 and 4.2.2). */
export const goodbye = behaviour({
  phases: [...anywhere, 'body', 'idle'],
  how: fc.record({
    says: fc.constantFrom('221 2.0.0 Bye', '221', '421 4.3.2 Shutting down', '421 4.4.2 Idle for too long'),
    closes: fc.boolean(),
    does: fc.boolean(),
    after: fc.constantFrom(1, 40, 5_000),
  }),
  act(means, { says, closes, does }) {
    // Who says 421 and has taken the message lies, and nobody can know that.
    if (does && says.startsWith('221')) means.proceed();
    means.say(says);
    if (closes) means.close();
  },
});
