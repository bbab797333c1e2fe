import { diagnoseWithoutReply } from '../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis } from '../diagnosis/diagnosis.js';
import type { Reason } from '../diagnosis/reasons.js';
import { parseReply } from '../reply/parse-reply.js';
import type { FailureFacts, Reading } from './facts.js';

/** Statuses of HTTP's that do not say whether the request was carried out: others stand between, or it came twice. */
const undecided: ReadonlySet<number> = new Set([408, 409, 425, 499]);

/** Where a connection ended like this it was never made. */
const neverMade: ReadonlySet<Reason> = new Set([
  'connection.refused',
  'connection.dns',
  'connection.dns-temporary',
  'connection.unreachable',
  'tls.certificate',
]);

/** A file, URL or stream of the message could not be read. */
const unreadable: ReadonlySet<string> = new Set(['local.content', 'local.file']);

/** Rows that say nothing of what Amazon did. */
const sesSaysNothing: ReadonlySet<string> = new Set([
  'ses.any',
  'ses.exception',
  'ses.busy',
  'ses.timeout',
  'ses.network',
]);

/**
 * Says what the error of a transport means that speaks no SMTP: no number in it is a reply's code. What
 * was caused by another error is what that is, "fetch failed" above all.
 */
export function diagnoseService(failure: FailureFacts, context: DiagnoseContext): Diagnosis {
  const own = diagnoseWithoutReply(failure, context);
  if (!vague.has(own.ruleId)) return own;
  const { causes, message, status } = failure;
  const codes = status === undefined ? causes : [`HTTP ${status}`, ...causes];
  return (
    codes
      .map((code) => diagnoseWithoutReply({ code, message }, context))
      .find(({ ruleId }) => !vague.has(ruleId)) ?? own
  );
}

const vague: ReadonlySet<string> = new Set(['none', 'programming.type-error', 'ses.any', 'ses.exception']);

/**
 * Whether a service that may have been given the whole message surely has not taken it, by what is said
 * in fields and not in prose.
 */
export function serviceRefused(failure: FailureFacts, reading: Reading): boolean {
  if (hasTriedBefore(failure)) return false;
  const { status } = failure;
  if (status !== undefined) return status >= 400 && status < 500 && !undecided.has(status);
  if (wasNeverMade(failure) || smtpReplyOf(failure) !== undefined) return true;
  return reading !== 'read' && unreadable.has(diagnoseWithoutReply(failure).ruleId);
}

/** The same for Amazon SES, whose errors have names. */
export function sesRefused(failure: FailureFacts, reading: Reading): boolean {
  if (hasTriedBefore(failure)) return false;
  if (serviceRefused(failure, reading)) return true;
  const { ruleId } = diagnoseWithoutReply(failure);
  return failure.status === undefined && ruleId.startsWith('ses.') && !sesSaysNothing.has(ruleId);
}

/** What one try reports says nothing of those before. */
function hasTriedBefore({ tries = 1 }: FailureFacts): boolean {
  return tries > 1;
}

function wasNeverMade({ code = '', originalCode, causes }: FailureFacts): boolean {
  return [code, originalCode, ...causes].some(
    (id) => id === 'UND_ERR_CONNECT_TIMEOUT' || neverMade.has(diagnoseWithoutReply({ code: id }).reason),
  );
}

/**
 * The reply of an SMTP server that a transport of somebody else's passes on in Nodemailer's own fields.
 * HTTP has codes of its own, but no enhanced ones.
 */
export function smtpReplyOf({ response, responseCode }: FailureFacts): string | undefined {
  const reply = response === undefined ? undefined : parseReply(response);
  const isReply = reply?.enhancedCode !== undefined && reply.code === responseCode && reply.code >= 400;
  return isReply ? response : undefined;
}
