import type { AnySmtpError } from 'nodemailer-smtp-errors';
import { advice, type Status } from './advice.js';
import { problems, statusByReason } from './problems.js';

/** Problem details for HTTP APIs, RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: Status;
  readonly detail: string;
  /** The mail in question (RFC 2392): its Message-ID is in the log, too. */
  readonly instance?: string;
}

/** What the public may know of a failure; the rest is for the log. */
export function toProblem(error: AnySmtpError): Problem {
  const status = statusOf(error);
  return {
    type: `https://example.com/problems/${error.reason}`,
    title: problems[error.kind].title,
    status,
    detail: advice[status],
    ...(error.messageId === undefined ? {} : { instance: `mid:${error.messageId.replace(/^<|>$/g, '')}` }),
  };
}

function statusOf({ kind, reason, delivery, retry }: AnySmtpError): Status {
  if (delivery === 'unknown') return problems.DeliveryUnknown.status;
  if (retry.safe) return 503;
  return statusByReason[reason] ?? problems[kind].status;
}
