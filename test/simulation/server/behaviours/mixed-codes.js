import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** A reply of several lines that do not agree (RFC 5321 section 4.2.1 wants one code on all of them). */
export const mixedCodes = behaviour({
  phases: anywhere,
  how: fc.record({
    first: fc.constantFrom('250', '251', '354', '451', '550', '235'),
    last: fc.constantFrom('250', '354', '451', '550', '535'),
    takes: fc.boolean(),
  }),
  act(means, { first, last, takes }) {
    // What the last line says is what it does, if it means anything by it.
    if (last < '4' && takes) means.proceed();
    means.say(`${first}-looking at it\r\n${last} done`);
  },
});
