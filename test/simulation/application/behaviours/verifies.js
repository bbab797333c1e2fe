import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Asks whether the server is there, and sends right behind it. */
export const verifies = behaviour({
  how: fc.record({ sends: fc.integer({ min: 0, max: 3 }) }),
  act(application, { sends }) {
    application.verify();
    for (let left = sends; left > 0; left -= 1) application.send();
  },
});
