import type { AnySmtpError } from '../errors/classes.js';
import type { SmtpErrorJson } from '../errors/to-json.js';
import type { Disclosure } from './options.js';

/** What is kept of an error on its job: all but what may hold other people's words. */
export type MailFailure = Omit<SmtpErrorJson, 'name' | 'message' | 'stack' | 'replyText'>;

/** A job's `progress`. */
export interface MailProgress {
  /** Why the last attempt that failed did; it stays there when a later one succeeds. */
  readonly lastFailure: MailFailure;
}

export function mailFailure(error: AnySmtpError, show: Disclosure): MailFailure {
  const { name: _, message: __, stack: ___, replyText: ____, ...failure } = error.toJSON(show);
  return failure;
}
