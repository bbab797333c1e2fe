import type { Evidence } from './match-rules.js';
import type { Phase } from './phase.js';
import type { Reason } from './reasons.js';

/** What a reply cannot be about, by where it came: no recipient has been named at MAIL, no message at AUTH. */
const impossible: Partial<Record<Phase, readonly string[]>> = {
  connect: ['recipient.', 'message.'],
  greeting: ['recipient.', 'message.'],
  ehlo: ['recipient.', 'message.'],
  tls: ['recipient.', 'message.', 'relay.', 'sender.'],
  auth: ['recipient.', 'message.', 'relay.', 'rate.greylisted'],
  mail: ['recipient.'],
};

/**
 * Whose fault comes before what fault: whether a reply in its phase, with its code, can have this reason at all.
 *
 * @see RFC 5321 section 3.3, RFC 4954 section 6
 */
export function possibleReason(reason: Reason, { phase, reply }: Pick<Evidence, 'phase' | 'reply'>): boolean {
  // RFC 4954 section 6: what is wrong with the credentials is told with 535, and not as temporary.
  if (reason === 'auth.invalid-credentials' && reply.code < 500) return false;
  const subjects = phase !== undefined && Object.hasOwn(impossible, phase) ? impossible[phase] : undefined;
  return !subjects?.some((subject) => reason.startsWith(subject));
}
