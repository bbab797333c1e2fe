import { arrives, honest, recovers } from './liveness.js';
import { nobodyStarves, oneLogin, secondTry } from './logins.js';
import { complete, once, readable, sameMessageId } from './once.js';
import { handled, leavesNothing, settlesOnce } from './quiet.js';
import { addresses, secrets } from './secrets.js';
import { heedsAborts, heedsForce, patient, readsFirst, settles } from './settling.js';
import { certain, delivered, notSent, retriable, typed } from './truth.js';

/** @typedef {import('./evidence.js').Offence} Offence */

/** What the table of a run has a line for, in the order of design. */
export const promises = [
  'delivered is delivered',
  'not-sent is not sent',
  'what cannot be out is not called unknown',
  'what a lost connection kept back may be sent again',
  'errors are typed',
  'once',
  'complete',
  'what can be read is read',
  'one Message-ID',
  'everything ends',
  'everything ends once',
  'who waits in a queue that moves is not given up',
  'what was received is read before anybody is given up',
  'an abort is heeded',
  'a forced close ends everything',
  'one login',
  'a login that had worked gets a second try',
  'a login that hangs takes nobody with it',
  'no secret leaves the process',
  'no address leaves the process',
  'nothing is left unhandled',
  'nothing is left behind',
  'an honest server gets everything',
  'what may be tried again arrives',
  'when all is well again mail flows',
];

const lookouts = [
  delivered,
  notSent,
  certain,
  retriable,
  typed,
  once,
  complete,
  readable,
  sameMessageId,
  settles,
  settlesOnce,
  patient,
  readsFirst,
  heedsAborts,
  heedsForce,
  oneLogin,
  secondTry,
  nobodyStarves,
  secrets,
  addresses,
  handled,
  leavesNothing,
  honest,
  arrives,
  recovers,
];

/** Every promise that a run broke. @param {import('../run.js').Evidence} evidence @returns {readonly Offence[]} */
export function offencesIn(evidence) {
  return lookouts.flatMap((lookout) => lookout(evidence));
}
