import { waitFor } from '../endings/wait-for.js';
import type { AnySmtpError } from '../errors/classes.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import type { Confirmation } from '../options/asked.js';
import type { Session } from '../session/session.js';
import type { Failure } from './judge-ending.js';
import { refusedRecipients } from './refused-recipients.js';
import type { Sending } from './sending.js';

/** The longest that a send waits for the application's answer. */
const LIMIT_MS = 30_000;

/**
 * Has the application say, where nobody else knows, whether a message is delivered.
 *
 * @returns What stands for the transport's info where the message is delivered, or else the error.
 */
export async function confirmDelivery(
  sending: Sending,
  { error, ifNotDelivered, session }: Failure,
): Promise<SentInfo | AnySmtpError> {
  const ask = sending.wrapping.options.confirmDelivery;
  if (error.delivery !== 'unknown' || !ask) return error;
  const { messageId, from, to } = sending.facts;
  const envelope = { from, to: sending.progress.pending ?? to };
  // Before the connection carries another message.
  const recipients = whoHasIt(envelope.to, session);
  const context = { messageId, envelope, error };
  const waited = await waitFor(sending.life, 'confirmation', () => confirm(ask, context));
  switch (waited.is === 'done' ? waited.value : 'unknown') {
    case 'delivered':
      return {
        envelope,
        ...(messageId === undefined ? {} : { messageId }),
        ...recipients,
        response: 'The application confirmed the delivery',
      };
    case 'not-delivered':
      return ifNotDelivered();
    default:
      return error;
  }
}

/** A delivery is one to whom the server had not refused before. */
function whoHasIt(to: readonly string[], session: Session | undefined) {
  const rejectedErrors = session ? refusedRecipients(to, session) : [];
  const rejected = rejectedErrors.flatMap(({ recipient }) => recipient ?? []);
  const refused = new Set(rejected);
  const accepted = to.filter((address) => !refused.has(address));
  return { accepted, rejected, ...(rejected.length === 0 ? {} : { rejectedErrors }) };
}

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
