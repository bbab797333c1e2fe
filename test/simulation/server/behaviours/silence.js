import fc from 'fast-check';
import { anywhere, behaviour } from './behaviour.js';

/** Says nothing more, and neither reads nor closes where it is deaf as well. */
export const silence = behaviour({
  phases: [...anywhere, 'body'],
  how: fc.record({ does: fc.boolean(), isDeaf: fc.boolean() }),
  act(means, { does, isDeaf }) {
    if (does) means.proceed();
    if (isDeaf) means.deafen();
    means.fallSilent();
  },
});
