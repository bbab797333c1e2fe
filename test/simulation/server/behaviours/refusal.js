import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Refuses in the words of real servers. */
export const refusal = behaviour({
  phases: anywhere,
  how: fc.record({
    says: fc.constantFrom(
      '451 4.3.0 Try again later',
      '450 4.2.0 Greylisted, please try again in 60 seconds',
      '421 4.7.0 Too many connections',
      '452 4.3.1 Insufficient system storage',
      '550 5.1.1 No such user',
      '554 5.7.1 Rejected by policy',
      '530 5.7.0 Authentication required',
      '454 4.7.0 Temporary authentication failure',
      '550-5.7.1 First\r\n550-5.7.1 second\r\n550 5.7.1 third line',
    ),
    ending: fc.constantFrom('stays', 'closes', 'resets'),
  }),
  act(means, { says, ending }) {
    means.say(says);
    if (ending === 'closes') means.close();
    if (ending === 'resets') means.reset(false);
  },
});
