import type { AnySmtpError } from '../errors/classes.js';
import { isPassedOn, isRefusal } from '../send/refusal.js';

/** What is to be done with a job whose message was not delivered. */
export type Verdict =
  /** Back to the queue: the login has to be mended first. */
  | 'suspend'
  /** Back to the queue as if nobody had taken it. */
  | 'give-back'
  /** Again later, as an attempt that failed. */
  | 'retry'
  /** Never again by itself. */
  | 'fail';

/** What else there is to consider. */
export interface Situation {
  readonly guarded: boolean;
  /** Whether the worker is closing. */
  readonly closing: boolean;
}

export function judge(error: AnySmtpError, { guarded, closing }: Situation): Verdict {
  if (error.delivery !== 'not-sent') return 'fail';
  if (guarded && (isRefusal(error) || isPassedOn(error))) return 'suspend';
  if (closing && error.kind === 'SendAborted') return 'give-back';
  return error.retry.safe ? 'retry' : 'fail';
}
