import fc from 'fast-check';
import { behaviour } from './behaviour.js';

const HOUR = 3_600_000;

/** Runs on a machine whose clock is set: time goes on as before. */
export const setsClock = behaviour({
  how: fc.record({ by: fc.constantFrom(-24 * HOUR, -HOUR, HOUR, 24 * HOUR) }),
  act: (application, { by }) => application.clock.jump(by),
});
