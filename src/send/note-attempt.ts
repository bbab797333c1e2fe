import { performance } from 'node:perf_hooks';
import type { AnySmtpError } from '../errors/classes.js';
import type { AttemptReport } from '../errors/outcome.js';
import { bodyGateOf } from '../nodemailer/message/gate-body.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { isAcceptance } from '../reply/code-classes.js';
import { shown } from '../session/server-text.js';
import type { Session } from '../session/session.js';
import { advance, firstDeferred, refusedAnew } from './recipients.js';
import { circumstancesOf, type Sending } from './sending.js';
import { toSmtpError } from './to-smtp-error.js';

/**
 * Notes what an attempt reached.
 *
 * @param started When it began, as `performance.now()` said, in whole milliseconds.
 * @param session The session that carried it.
 * @returns A refusal that a further attempt may turn, if there is one.
 */
export function noteDelivery(
  sending: Sending,
  started: number,
  info: SentInfo | undefined,
  session: Session | undefined,
): AnySmtpError | undefined {
  const deferred = info && progressOf(sending, info, session);
  note(sending, started, deferred);
  if (!deferred && sending.attempts.length === 1) sending.wrapping.budget.earn();
  return deferred;
}

/** Notes what an attempt failed with. */
export function noteFailure(sending: Sending, started: number, failure: AnySmtpError): void {
  note(sending, started, failure);
  if (isUnsent(sending, failure)) bodyGateOf(sending.mail)?.unsent();
  const refusals = typedRefusals(sending, failure.rejectedErrors, sending.progress.accepted.length > 0);
  if (sending.progress.infos.length > 0 && refusals.length > 0) {
    sending.progress = refusedAnew(sending.progress, refusals);
  }
}

function note(sending: Sending, started: number, failure: AnySmtpError | undefined): void {
  const duration = Math.round(performance.now() - started);
  const startedAt = Date.now() - duration;
  const report: AttemptReport = failure
    ? { startedAt, duration, reason: failure.reason, phase: failure.phase }
    : { startedAt, duration };
  sending.attempts = [...sending.attempts, report];
}

/** True where nobody has the message, and nobody can have it. */
function isUnsent({ progress }: Sending, { delivery }: AnySmtpError): boolean {
  return delivery === 'not-sent' && progress.accepted.length === 0;
}

function progressOf(
  sending: Sending,
  info: SentInfo,
  session: Session | undefined,
): AnySmtpError | undefined {
  if (!Array.isArray(info.accepted)) return undefined;
  const isPartial = sending.progress.accepted.length + info.accepted.length > 0;
  const refusals = typedRefusals(sending, info.rejectedErrors, isPartial);
  sending.progress = advance(sending.progress, info, refusals, acceptancesIn(session));
  return firstDeferred(sending.progress);
}

/** Where each recipient has a reply of its own (LMTP): `info.response` is the last of them, be it a refusal. */
function acceptancesIn(session: Session | undefined): readonly string[] {
  if (!session || session.outOfStep || session.finalReplies.expected < 2) return [];
  return session.finalReplies.received.filter(({ code }) => isAcceptance(code)).map(({ raw }) => shown(raw));
}

function typedRefusals(
  sending: Sending,
  errors: readonly Error[] | undefined,
  isPartial: boolean,
): readonly AnySmtpError[] {
  if (!errors?.length) return [];
  const around = {
    ...circumstancesOf(sending, undefined, 'unread'),
    accepted: [],
    ...(isPartial ? { origin: 'recipient' as const } : {}),
  };
  return errors.map((error) => toSmtpError({ error, fromSource: false }, around));
}
