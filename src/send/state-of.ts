import type { MailerState, SuspendedLogin } from '../channels/mailer-state.js';
import { isSmtpError } from '../errors/classes.js';
import type { Standing } from '../gate/pace/types.js';
import { serverOf } from '../nodemailer/facts.js';
import { loginKey } from '../nodemailer/login.js';
import type { PacePatron } from './pace-patron.js';
import type { Wrapping } from './wrapping.js';

/** What a wrapped transport is about now. */
export function stateOf({ transport, speaksSmtp, observer, lives, guard, patron }: Wrapping): MailerState {
  const server = serverOf(transport);
  const own = speaksSmtp ? ownKey(transport) : undefined;
  const suspended = [...(guard?.suspensions(own) ?? [])].map(
    ([loginId, { failure, afterMs }]): SuspendedLogin => ({
      loginId,
      until: Math.round(Date.now() + afterMs),
      ...(isSmtpError(failure) ? { reason: failure.reason } : {}),
      isCurrent: loginId === own,
    }),
  );
  return {
    ...(server === undefined ? {} : { server }),
    sends: lives.size,
    waiting: lives.waits,
    openSessions: observer.openSessions,
    suspendedLogins: suspended,
    ...(patron ? { pace: paceOf(patron, own) } : {}),
  };
}

/** Options that no login can be read from fail the sends, and not who looks at them. */
function ownKey(transport: Wrapping['transport']): string | undefined {
  try {
    return loginKey(transport);
  } catch {
    return undefined;
  }
}

/** Of what is known and what was learned the lower one holds. */
function paceOf(patron: PacePatron, own: string | undefined): Standing {
  const { connections, perSecond, ...standing } = patron.paceFor(own).standing;
  const limits = {
    connections: Math.min(patron.known.connections, connections ?? Number.POSITIVE_INFINITY),
    perSecond: Math.min(patron.known.perSecond, perSecond ?? Number.POSITIVE_INFINITY),
  };
  const known = Object.entries(limits).filter(([, limit]) => limit !== Number.POSITIVE_INFINITY);
  return { ...Object.fromEntries(known), ...standing };
}
