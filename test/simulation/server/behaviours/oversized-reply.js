import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Refuses with up to a mebibyte of words, or more. */
export const oversizedReply = behaviour({
  phases: anywhere,
  how: fc.record({
    size: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(2_000, 9_000, 70_000) },
      { weight: 1, arbitrary: fc.constantFrom(1_040_000, 1_200_000) },
    ),
    lines: fc.boolean(),
  }),
  act(means, { size, lines }) {
    const line = 'word '.repeat(200);
    const count = Math.ceil(size / line.length);
    means.say(lines ? `${`550-${line}\r\n`.repeat(count)}550 enough` : `550 ${line.repeat(count)}`);
  },
});
