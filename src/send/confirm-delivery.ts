import type { AnySmtpError } from '../errors/classes.js';

/** What the application found out about a message that may be out. */
export type Confirmation = 'delivered' | 'not-delivered' | 'unknown';

/** What the application is told of a message that may be out. */
export interface UnknownDelivery {
  readonly messageId: string | undefined;
  readonly envelope: { readonly from: string | undefined; readonly to: readonly string[] };
  /** The error that the send fails with unless the application knows better. */
  readonly error: AnySmtpError;
}

/**
 * The option `confirmDelivery`: given a message that may be out, resolves with what became of it.
 * `'delivered'` makes the send succeed, `'not-delivered'` lets it be tried again; what is thrown, and no
 * answer within thirty seconds, is `'unknown'`.
 *
 * @example
 * ```ts
 * wrapTransport(transporter, {
 *   confirmDelivery: async ({ messageId }) => ((await inbox.has(messageId)) ? 'delivered' : 'unknown'),
 * });
 * ```
 */
export type ConfirmDelivery = (context: UnknownDelivery) => Promise<Confirmation>;

/** The longest that a send waits for the application's answer. */
const LIMIT_MS = 30_000;

/**
 * Asks the application what became of a message. An answer that does not come, or is none, is
 * `unknown`.
 */
export async function confirm<C>(
  ask: (context: C) => Promise<Confirmation>,
  context: C,
): Promise<Confirmation> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Confirmation>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS, 'unknown');
  });
  try {
    const answer = await Promise.race([ask(context), limit]);
    return answer === 'delivered' || answer === 'not-delivered' ? answer : 'unknown';
  } catch {
    return 'unknown';
  } finally {
    clearTimeout(timer);
  }
}
