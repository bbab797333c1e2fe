import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Has a callback that throws. */
export const throwsInCallback = behaviour({
  how: fc.record({ others: fc.integer({ min: 0, max: 3 }) }),
  act(application, { others }) {
    application.send({ throws: true, does: ['throws in its callback'] });
    for (let left = others; left > 0; left -= 1) application.send();
  },
});
