import type { AnySmtpError } from '../errors/classes.js';
import { nodemailerFields } from '../nodemailer/error-fields.js';
import { readFailure } from '../nodemailer/read-failure.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { shown } from '../session/server-text.js';
import type { Session } from '../session/session.js';
import type { FailureFacts, InfoFacts, Reading } from '../verdict/facts.js';
import { judge, judgeFailure } from '../verdict/verdict.js';
import type { Ending } from './call-transport.js';
import { deadlineError } from './raw-errors.js';
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
 * Holds how an attempt ended against what the server said.
 *
 * @param session The session that carried the message.
 * @param reading How far the message had been read.
 * @returns `undefined` for a delivery.
 */
export function judgeEnding(
  sending: Sending,
  ended: Ending,
  session: Session | undefined,
  reading: Reading,
): Failure | undefined {
  const ending = overdue(ended, sending.lifeline.endedBy);
  const around = circumstancesOf(sending, session, reading);
  const fromSource = 'error' in ending && ending.error === sending.tracker.sourceError;
  const facts = factsOf(around, fromSource);
  const said =
    'error' in ending
      ? { error: readFailure(ending.error, around.scrub) }
      : { info: infoFacts(ending.info, session) };
  const verdict = judge({ ...facts, said });
  if (verdict.is === 'accepted') return undefined;
  const { failure } = verdict;
  const error = 'error' in ending ? ending.error : errorOf(failure, ending.info);
  return {
    session,
    error: composed(verdict, error, around),
    ifNotDelivered: () => composed(judgeFailure(failure, { ...facts, reading: 'unread' }), error, around),
  };
}

/** Nodemailer knows of an abort only, whoever aborted and why. */
function overdue(ending: Ending, endedBy: Sending['lifeline']['endedBy']): Ending {
  const isAbort = 'error' in ending && 'code' in ending.error && ending.error.code === 'EABORT';
  return isAbort && endedBy === 'deadline' ? { error: deadlineError() } : ending;
}

function infoFacts(info: SentInfo | undefined, session: Session | undefined): InfoFacts {
  if (!info) return {};
  if (info.rejected?.length) addLateRefusals(info, session);
  return { ...info, refusals: (info.rejectedErrors ?? []).map(nodemailerFields) };
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
