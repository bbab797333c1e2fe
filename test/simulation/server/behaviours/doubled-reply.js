import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Says its reply again. */
export const doubledReply = behaviour({
  phases: anywhere,
  how: fc.record({ times: fc.integer({ min: 1, max: 3 }), later: fc.constantFrom(0, 1, 2, 5, 30, 2000) }),
  act(means, { times, later }) {
    means.proceed();
    means.say(means.honest);
    const again = () => {
      for (let left = times; left > 0; left -= 1) means.say(means.honest);
    };
    if (later === 0) again();
    else means.after(later, again);
  },
});
