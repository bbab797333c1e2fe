import type { FailureFacts } from './facts.js';

/**
 * The statuses that say that nothing was queued, whatever was read: wrong usage, a message or a set-up
 * that no mail program takes, no program at all (sysexits(3), POSIX shell). Of the others Sendmail 8
 * has queued the message with 75, and with 67 and 68 the other recipients have it.
 */
const refusing: ReadonlySet<number> = new Set([64, 65, 66, 77, 78, 126, 127]);

/** Whether a mail program that had the whole message surely has not queued it. */
export function sendmailRefused({ message, causes, code = '' }: FailureFacts): boolean {
  // What could not be started has read nothing, however much went into its pipe.
  if (/^spawn\b/.test(message) && [code, ...causes].some((id) => id !== 'ESENDMAIL' && id !== ''))
    return true;
  if (message.includes('exited before the message was written')) return true;
  const status = /exited with code (\d+)$/.exec(message)?.[1];
  return refusing.has(Number(status));
}
