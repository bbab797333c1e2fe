import fc from 'fast-check';
import { sharedStream } from '../messages.js';
import { behaviour } from './behaviour.js';

/** Gives one stream to two messages, as who writes one attachment for two people. */
export const sharesStream = behaviour({
  how: fc.record({ apart: fc.constantFrom(0, 1, 500) }),
  act(application, { apart }) {
    const shared = sharedStream();
    application.send({ shared });
    application.after(apart, () => application.send({ shared }));
  },
});
