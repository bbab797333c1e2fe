import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Sends, and changes its mind: before it began, at once, or at any point on the way. */
export const aborts = behaviour({
  how: fc.record({
    after: fc.oneof(fc.constantFrom(-1, 0, 500, 5_000, 31_000), fc.integer({ min: 1, max: 60 })),
    content: fc.constantFrom('text', 'slow stream', 'hanging stream'),
  }),
  act(application, { after, content }) {
    application.send({
      abortAfter: after,
      content: /** @type {any} */ (content),
      does: [`aborts after ${after} ms`],
    });
  },
});
