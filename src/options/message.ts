import { resolveLimit } from './limits.js';
import type { MessageOptions } from './options.js';
import type { ResolvedOptions } from './resolve.js';
import { type ResolvedRetry, resolveRetry } from './retry.js';

/** What holds for one send. */
export interface SendOptions {
  readonly retry: ResolvedRetry;
  /** `Infinity` for none. */
  readonly deadlineMs: number;
}

/** What holds where the message says nothing. */
export function sendOptionsOf({ retry, limits }: ResolvedOptions): SendOptions {
  return { retry, deadlineMs: limits.deadlineMs };
}

/**
 * Puts what a message says over what holds for its transport.
 *
 * @throws TypeError with a sentence that says what was expected and what came.
 */
export function resolveMessage({ retry, deadline }: MessageOptions, transports: SendOptions): SendOptions {
  return {
    retry: resolveRetry(retry, 'message.retry', transports.retry),
    deadlineMs:
      deadline === undefined ? transports.deadlineMs : resolveLimit('message.deadline', deadline, false),
  };
}
