import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Says its reply a byte at a time, or a line of a reply that never ends. */
export const drip = behaviour({
  phases: anywhere,
  how: fc.record({ everyMs: fc.constantFrom(20, 900, 8_000), ends: fc.boolean() }),
  act(means, { everyMs, ends }) {
    if (ends) means.proceed();
    const bytes = ends ? [...`${means.honest}\r\n`] : Array.from({ length: 200 }, () => '250-wait\r\n');
    const next = () => {
      const byte = bytes.shift();
      if (byte === undefined) return;
      means.raw(byte);
      means.after(everyMs, next);
    };
    next();
  },
});
