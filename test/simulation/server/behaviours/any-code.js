import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Any code at any place. A refusal is meant; anything else may be meant or not. */
export const anyCode = behaviour({
  phases: anywhere,
  how: fc.record({
    code: fc.oneof(fc.integer({ min: 100, max: 699 }), fc.constantFrom(0, 199, 220, 221, 334, 421, 530, 999)),
    text: fc.constantFrom('', ' ok', ' 4.7.0 later', ' \u00fc\u001b[31m'),
    does: fc.boolean(),
  }),
  act(means, { code, text, does }) {
    const refuses = code >= 400 && code < 600;
    if (does && !refuses) means.proceed();
    means.say(`${String(code).padStart(3, '0')}${text}`);
  },
});
