import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Goes away: before or after it does what it was told, with or without a word. */
export const lostConnection = behaviour({
  phases: [...anywhere, 'body', 'idle'],
  how: fc.record({
    does: fc.boolean(),
    says: fc.constantFrom('nothing', 'half', 'all'),
    how: fc.constantFrom('FIN', 'RST', 'RST, losing', 'half-closed'),
    after: fc.constantFrom(1, 40, 5_000),
  }),
  act(means, { does, says, how }) {
    if (does || says === 'all') means.proceed();
    if (means.honest !== '') {
      if (says === 'half') means.raw(means.honest.slice(0, 6));
      if (says === 'all') means.say(means.honest);
    }
    if (how === 'FIN') means.close();
    else if (how === 'half-closed') means.endHalf();
    else means.reset(how === 'RST, losing');
  },
});
