import { expected } from './checks.js';
import { resolveLimit } from './limits.js';
import type { MessageOptions } from './options.js';
import type { ResolvedOptions } from './resolve.js';
import { type ResolvedRetry, resolveRetry } from './retry.js';

/** What holds for one send. */
export interface SendOptions {
  readonly retry: ResolvedRetry;
  /** `Infinity` for none. */
  readonly deadlineMs: number;
  readonly idempotencyKey: string | undefined;
}

/** What holds where the message says nothing. */
export function sendOptionsOf({ retry, limits }: ResolvedOptions): SendOptions {
  return { retry, deadlineMs: limits.deadlineMs, idempotencyKey: undefined };
}

/**
 * Puts what a message says over what holds for its transport.
 *
 * @throws TypeError with a sentence that says what was expected and what came.
 */
export function resolveMessage(
  { retry, deadline, idempotencyKey }: MessageOptions,
  transports: SendOptions,
): SendOptions {
  return {
    retry: resolveRetry(retry, 'message.retry', transports.retry),
    deadlineMs:
      deadline === undefined ? transports.deadlineMs : resolveLimit('message.deadline', deadline, false),
    idempotencyKey: checkIdempotencyKey(idempotencyKey),
  };
}

/**
 * Checks the option `idempotencyKey` of a message.
 *
 * @throws TypeError with a sentence that says what was expected and what came.
 */
export function checkIdempotencyKey(key: unknown): string | undefined {
  if (key === undefined || isIdempotencyKey(key)) return key;
  throw expected('message.idempotencyKey', 'text that is not empty, without half a surrogate pair', key);
}

/** Half a surrogate pair is written by nothing that goes over a wire. */
export function isIdempotencyKey(key: unknown): key is string {
  return typeof key === 'string' && key !== '' && !/\p{Cs}/u.test(key);
}
