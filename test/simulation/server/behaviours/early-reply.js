import fc from 'fast-check';
import { behaviour } from './behaviour.js';

/** Gives the answer to what has not been asked yet: in the packet of the reply before it, or a little later. */
export const earlyReply = behaviour({
  phases: ['greeting', 'ehlo', 'mail', 'rcpt', 'data'],
  how: fc.record({
    says: fc.constantFrom(
      '250 2.0.0 queued',
      '451 4.3.0 busy',
      '550 5.7.1 no',
      '354 go',
      '235 2.7.0 ok',
      '221 bye',
    ),
    times: fc.integer({ min: 1, max: 3 }),
    later: fc.constantFrom(0, 1, 3, 20),
  }),
  act(means, { says, times, later }) {
    means.proceed();
    const early = Array.from({ length: times }, () => says).join('\r\n');
    if (later === 0) {
      means.say(`${means.honest}\r\n${early}`);
      return;
    }
    means.say(means.honest);
    means.after(later, () => means.say(early));
  },
});
