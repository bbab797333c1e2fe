import type { Phase } from '../diagnosis/phase.js';
import type { Reason } from '../diagnosis/reasons.js';
import type { AnySmtpError } from '../errors/classes.js';

/**
 * What follows from a failure: `stay`, the message would fail elsewhere as well, or may be out; `next`, it
 * goes to the next transport; `leave-alone`, and so do those after it, for a while.
 */
export type Course = 'stay' | 'next' | 'leave-alone';

/** A server may say the same of its client before a message's envelope, and of the message within it. */
type Courses = readonly [before: Course, within: Course];

const messages: Courses = ['stay', 'stay'];
/** Whichever message it is. */
const transports: Courses = ['leave-alone', 'leave-alone'];
/** Within an envelope it may be due to this message: none may keep others from a transport. */
const sessions: Courses = ['leave-alone', 'next'];
/** Within an envelope it may be the message's fault. */
const greetings: Courses = ['leave-alone', 'stay'];
/** Another one is set up otherwise, and may take just this message. */
const settings: Courses = ['next', 'next'];

/** Whose fault each reason is. */
export const courses: Readonly<Record<Reason, Courses>> = {
  'auth.invalid-credentials': sessions,
  'auth.app-password-required': sessions,
  'auth.web-login-required': sessions,
  'auth.mechanism': sessions,
  'auth.encryption-required': sessions,
  'auth.required': sessions,
  'auth.disabled': sessions,
  'auth.token': sessions,
  'auth.account-locked': sessions,
  'auth.rate-limited': sessions,
  'auth.temporary': sessions,
  'auth.not-supported': sessions,
  'auth.suspended': transports,
  'recipient.unknown': messages,
  'recipient.disabled': messages,
  'recipient.full': messages,
  'recipient.rejected': messages,
  'sender.rejected': messages,
  'relay.denied': settings,
  'message.too-large': messages,
  'message.rejected': messages,
  'policy.blocked': greetings,
  'policy.dmarc': messages,
  'rate.limited': sessions,
  // Of this sender and this recipient alone, and over when the same server is asked again.
  'rate.greylisted': messages,
  'server.busy': sessions,
  'server.storage': sessions,
  'server.closing': sessions,
  'connection.lost': sessions,
  'connection.dns': transports,
  'connection.dns-temporary': transports,
  'connection.refused': transports,
  // However far it came: the next message would wait as long.
  'connection.timeout': transports,
  'connection.reset': sessions,
  'connection.unreachable': transports,
  'connection.proxy': transports,
  'connection.denied': transports,
  'tls.certificate': transports,
  'tls.handshake': transports,
  'tls.unavailable': transports,
  'tls.required': sessions,
  'protocol.rejected': greetings,
  'protocol.violation': sessions,
  'delivery.unknown': messages,
  'message.source': messages,
  'send.aborted': messages,
  'config.credentials-missing': transports,
  'config.envelope': messages,
  'config.invalid': settings,
  other: greetings,
};

const within: ReadonlySet<Phase> = new Set(['mail', 'rcpt', 'data', 'body', 'final-dot']);

/** What a course is decided by. */
export type Deciding = Pick<AnySmtpError, 'reason' | 'phase' | 'delivery'>;

/** What follows from a failure. */
export function courseOf({ reason, phase, delivery }: Deciding): Course {
  if (delivery !== 'not-sent') return 'stay';
  const [before, after] = courses[reason];
  return within.has(phase) ? after : before;
}

/** Whether a failure shows that the transport is in order: its server spoke of a message, and others may have theirs. */
export function showsThatItWorks({ phase, delivery }: Omit<Deciding, 'reason'>): boolean {
  return delivery === 'not-sent' && within.has(phase);
}
