import type { AnySmtpError } from '../errors/classes.js';
import type { Session } from '../session/session.js';
import { refuteAcceptance } from './acceptance.js';
import type { Ending } from './call-transport.js';
import { addLateRefusals } from './late-refusals.js';
import { allRefused, deadlineError, goodbyeToMessage } from './raw-errors.js';
import { circumstancesOf, type Sending } from './sending.js';
import { toSmtpError, toUnknownDelivery } from './to-smtp-error.js';

/** Why a message was not delivered by an attempt, and why if it turns out not to be out. */
export interface Failure {
  readonly error: AnySmtpError;
  readonly ifNotDelivered: () => AnySmtpError;
}

/**
 * Holds how an attempt ended against what the server said.
 *
 * @param session The session that carried the message.
 * @param finished Whether the message had been read to its end.
 * @returns `undefined` for a delivery.
 */
export function judgeEnding(
  sending: Sending,
  ending: Ending,
  session: Session | undefined,
  finished: boolean,
): Failure | undefined {
  const refused = refuse(overdue(ending, sending.lifeline.endedBy), session, finished);
  if (!refused) return undefined;
  const { error, reply } = refused;
  const raw = { error, fromSource: sending.tracker.failedWith(error) };
  const around = circumstancesOf(sending, session, finished);
  return {
    error: reply === undefined ? toSmtpError(raw, around) : toUnknownDelivery(reply, around),
    ifNotDelivered: () => toSmtpError(raw, { ...around, finished: false }),
  };
}

/** Nodemailer knows of an abort only, whoever aborted and why. */
function overdue(ending: Ending, endedBy: Sending['lifeline']['endedBy']): Ending {
  const isAbort = 'error' in ending && 'code' in ending.error && ending.error.code === 'EABORT';
  return isAbort && endedBy === 'deadline' ? { error: deadlineError() } : ending;
}

/** What an attempt failed with, before it is understood. */
interface Refused {
  readonly error: Error;
  /** Set where the transport reported a success, and this reply is what it took for an acceptance. */
  readonly reply?: string;
}

function refuse(ending: Ending, session: Session | undefined, finished: boolean): Refused | undefined {
  if ('error' in ending) return ending;
  const info = ending.info ?? {};
  if (info.rejected?.length) addLateRefusals(info, session);
  const refutation = refuteAcceptance(info, session, finished);
  if (!refutation) return undefined;
  if (refutation.because === 'all-refused') return { error: allRefused(info) };
  const { because, reply } = refutation;
  return because === 'goodbye'
    ? { error: goodbyeToMessage(reply) }
    : { error: goodbyeToMessage(reply), reply };
}
