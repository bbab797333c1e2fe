import type { AnySmtpError } from '../errors/classes.js';
import { nodemailerFields } from '../nodemailer/error-fields.js';
import { readFailure } from '../nodemailer/read-failure.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { shown } from '../session/server-text.js';
import type { Session } from '../session/session.js';
import { refuteAcceptance } from '../verdict/acceptance.js';
import type { FailureFacts, InfoFacts, Reading } from '../verdict/facts.js';
import { judge, judgeFailure } from '../verdict/verdict.js';
import type { Answer } from './call-transport.js';
import { addLateRefusals } from './refused-recipients.js';
import { circumstancesOf, type Sending } from './sending.js';
import { composed, factsOf } from './to-smtp-error.js';

/** Why a message was not delivered by an attempt, and why if it turns out not to be out. */
export interface Failure {
  readonly error: AnySmtpError;
  readonly ifNotDelivered: () => AnySmtpError;
  /** The session that carried it. */
  readonly session: Session | undefined;
}

/**
 * Holds what the transport said against what the server said.
 *
 * @param session The session that carried the message.
 * @param reading How far the message had been read.
 * @returns `undefined` for a delivery.
 */
export function judgeEnding(
  sending: Sending,
  answer: Answer,
  session: Session | undefined,
  reading: Reading,
): Failure | undefined {
  const said =
    'error' in answer
      ? { error: readFailure(answer.error, sending.wrapping.scrub) }
      : { info: infoFacts(answer.info, session) };
  // Nothing is gathered for what is surely a delivery.
  if ('info' in said && !refuteAcceptance(said.info, session, reading)) return undefined;
  const around = circumstancesOf(sending, session, reading);
  const fromSource = 'error' in answer && sending.tracker.failedWith(answer.error);
  const facts = factsOf(around, fromSource);
  const verdict = judge({ ...facts, said });
  if (verdict.is === 'accepted') return undefined;
  const { failure } = verdict;
  const error = 'error' in answer ? answer.error : errorOf(failure, answer.info);
  return {
    session,
    error: composed(verdict, error, around),
    ifNotDelivered: () => composed(judgeFailure(failure, { ...facts, reading: 'unread' }), error, around),
  };
}

function infoFacts(info: SentInfo | undefined, session: Session | undefined): InfoFacts {
  if (!info) return {};
  if (info.rejected?.length) addLateRefusals(info, session);
  const { rejectedErrors = [] } = info;
  return rejectedErrors.length === 0 ? info : { ...info, refusals: rejectedErrors.map(nodemailerFields) };
}

/** The error that Nodemailer would have given where it resolved. */
function errorOf(
  { message, response, causes: _, ...fields }: FailureFacts,
  info: SentInfo | undefined,
): Error {
  return Object.assign(
    new Error(message),
    fields,
    response === undefined ? {} : { response: shown(response) },
    info?.rejectedErrors?.length ? { rejected: info.rejected, rejectedErrors: info.rejectedErrors } : {},
  );
}
