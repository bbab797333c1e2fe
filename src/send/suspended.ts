import { remediationFor } from '../diagnosis/remediations/remediation-for.js';
import { type AnySmtpError, createSmtpError, isSmtpError } from '../errors/classes.js';
import type { ServerAddress } from '../errors/outcome.js';
import type { Suspension } from '../gate/login/types.js';

/** Whose send is turned away. */
export interface TurnedAway {
  readonly server: ServerAddress | undefined;
  readonly messageId: string | undefined;
}

/** The error for a send that was not even tried, because its login was refused a short while ago. */
export function suspendedError(
  { failure, afterMs }: Suspension,
  { server, messageId }: TurnedAway,
): AnySmtpError {
  const refusal = isSmtpError(failure) ? failure : undefined;
  const remediation = refusal?.remediation ?? remediationFor('auth.suspended');
  return createSmtpError({
    message: `Not tried: this login was refused, and further logins would lock the account. ${remediation.summary} The next try is possible in ${Math.ceil(afterMs / 1000)} s, or at once with other credentials.`,
    diagnosis: {
      kind: 'AuthenticationFailed',
      reason: 'auth.suspended',
      disposition: 'operator-action',
      retry: {
        safe: false,
        why: 'The login was refused a short while ago: the credentials or the account have to be mended first.',
        afterMs,
      },
      remediation,
      ...(refusal?.provider === undefined ? {} : { provider: refusal.provider }),
      ruleId: 'login-guard',
    },
    phase: 'auth',
    delivery: 'not-sent',
    attempts: [],
    nodemailer: { code: 'EAUTH', command: 'API' },
    recipients: [],
    ...(messageId === undefined ? {} : { messageId }),
    ...(server === undefined ? {} : { server }),
    transcript: [],
    cause: failure,
  });
}
