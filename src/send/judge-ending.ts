import type { AnySmtpError } from '../errors/classes.js';
import type { Session } from '../session/session.js';
import { refuteAcceptance } from './acceptance.js';
import type { Answer } from './call-transport.js';
import { addLateRefusals } from './late-refusals.js';
import { allRefused, goodbyeToMessage } from './raw-errors.js';
import { circumstancesOf, type Sending } from './sending.js';
import { toSmtpError, toUnknownDelivery } from './to-smtp-error.js';

/** Why a message was not delivered by an attempt, and why if it turns out not to be out. */
export interface Failure {
  readonly error: AnySmtpError;
  readonly ifNotDelivered: () => AnySmtpError;
}

/**
 * Holds what the transport said against what the server said.
 *
 * @param session The session that carried the message.
 * @param finished Whether the message had been read to its end.
 * @returns `undefined` for a delivery.
 */
export function judgeEnding(
  sending: Sending,
  answer: Answer,
  session: Session | undefined,
  finished: boolean,
): Failure | undefined {
  const refused = refuse(answer, session, finished);
  if (!refused) return undefined;
  const { error, reply } = refused;
  const raw = { error, fromSource: sending.tracker.failedWith(error) };
  const around = circumstancesOf(sending, session, finished);
  return {
    error: reply === undefined ? toSmtpError(raw, around) : toUnknownDelivery(reply, around),
    ifNotDelivered: () => toSmtpError(raw, { ...around, finished: false }),
  };
}

/** What an attempt failed with, before it is understood. */
interface Refused {
  readonly error: Error;
  /** Set where the transport reported a success, and this reply is what it took for an acceptance. */
  readonly reply?: string;
}

function refuse(answer: Answer, session: Session | undefined, finished: boolean): Refused | undefined {
  if ('error' in answer) return answer;
  const info = answer.info ?? {};
  if (info.rejected?.length) addLateRefusals(info, session);
  const refutation = refuteAcceptance(info, session, finished);
  if (!refutation) return undefined;
  if (refutation.because === 'all-refused') return { error: allRefused(info) };
  const { because, reply } = refutation;
  return because === 'goodbye'
    ? { error: goodbyeToMessage(reply) }
    : { error: goodbyeToMessage(reply), reply };
}
