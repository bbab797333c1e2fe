import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Sends to a server whose limits are raised or lowered while mail is under way. */
export const changesLimits = behaviour({
  how: fc.record({
    connections: fc.constantFrom(0, 2, 4),
    perSecond: fc.constantFrom(0, 1, 5),
    sends: fc.constantFrom(0, 3, 30),
  }),
  act(application, { connections, perSecond, sends }) {
    application.server.setLimits({ connections, perSecond });
    for (let left = sends; left > 0; left -= 1) application.send();
  },
});
