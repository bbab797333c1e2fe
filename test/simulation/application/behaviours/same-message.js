import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Sends with one message object, changed a little for the next. */
export const sameMessage = behaviour({
  how: fc.record({ apart: fc.constantFrom(0, 3) }),
  act(application, { apart }) {
    const headers = { 'X-Shared': 'yes' };
    application.send({ message: { headers } });
    application.after(apart, () => application.send({ message: { headers } }));
  },
});
