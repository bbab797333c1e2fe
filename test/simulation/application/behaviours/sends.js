import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Sends a message, or a burst of them. */
export const sends = behaviour({
  how: fc.record({
    count: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom(8, 20, 45, 45) },
    ),
    content: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('text', 'buffer') },
      { weight: 2, arbitrary: fc.constantFrom('stream', 'slow stream') },
      { weight: 1, arbitrary: fc.constantFrom('failing stream', 'hanging stream') },
    ),
    recipients: fc.constantFrom(1, 1, 1, 2, 3),
    also: fc.constantFrom('nobody', 'nobody', 'nobody', 'nobody', 'gone', 'later'),
  }),
  act(application, { count, ...options }) {
    for (let left = count; left > 0; left -= 1) application.send(/** @type {any} */ (options));
  },
});
