import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Has one message object, and changes it for the next message. */
export const sameMessage = behaviour({
  how: fc.record({ apart: fc.constantFrom(0, 3), content: fc.constantFrom('text', 'buffer') }),
  act(application, { apart, content }) {
    const into = {};
    const send = () => application.send({ into, content: /** @type {any} */ (content) });
    send();
    if (apart === 0) send();
    else application.after(apart, send);
  },
});
