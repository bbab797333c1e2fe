import { inspect } from 'node:util';

/**
 * How something that an application asked for ended.
 *
 * @typedef {{ readonly at: number } & (
 *   | { readonly how: 'resolved', readonly accepted: readonly string[], readonly response: string, readonly text: string }
 *   | { readonly how: 'untyped', readonly text: string }
 *   | { readonly how: 'rejected', readonly kind: string, readonly reason: string, readonly delivery: string, readonly phase: string,
 *       readonly safe: boolean, readonly afterMs: number | undefined, readonly message: string, readonly attempts: number, readonly timeoutType: string | undefined,
 *       readonly accepted: readonly string[], readonly transcript: readonly string[], readonly plain: string, readonly text: string }
 * )} Outcome
 */

/** @param {number} at @param {any} info @param {boolean} thoroughly @returns {Outcome} */
export function resolvedWith(at, info, thoroughly) {
  const accepted = Array.isArray(info?.accepted) ? info.accepted.map(String) : [];
  return {
    at,
    how: 'resolved',
    accepted,
    response: String(info?.response),
    text: thoroughly ? everythingOf(info) : String(info?.response),
  };
}

/** @param {number} at @param {any} error @param {boolean} thoroughly @param {(error: unknown) => boolean} isTyped @returns {Outcome} */
export function rejectedWith(at, error, thoroughly, isTyped) {
  if (!isTyped(error)) return { at, how: 'untyped', text: everythingOf(error) };
  const plain = `${error.message}\n${JSON.stringify(error)}`;
  const { kind, reason, delivery, phase, retry, message, attempts, recipients, timeoutType, transcript } =
    error;
  return {
    at,
    how: 'rejected',
    kind,
    reason,
    delivery,
    phase,
    safe: retry.safe,
    afterMs: retry.afterMs,
    message,
    attempts: attempts.length,
    timeoutType,
    accepted: recipients.flatMap((/** @type {any} */ { address, outcome }) =>
      outcome === 'accepted' ? [address] : [],
    ),
    transcript,
    plain,
    text: thoroughly ? everythingOf(error) : plain,
  };
}

/** Everything that a value shows to somebody who looks hard. @param {any} value */
export function everythingOf(value) {
  const shown = inspect(value, { depth: 6, showHidden: true, maxStringLength: null, maxArrayLength: null });
  return [
    shown,
    String(value?.stack),
    JSON.stringify(value),
    value?.reply?.text,
    ...(value?.transcript ?? []),
  ].join('\n');
}
