import { addFailures } from '../errors/add-failures.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import type { Member } from './member.js';

/**
 * Asks all transporters at once whether they would send.
 *
 * @returns True where one would; false where none can tell.
 * @throws The last error, with the others as `failures`.
 */
export async function verifyAll(members: readonly Member[]): Promise<boolean> {
  const answers = await Promise.allSettled(members.map(async ({ mailer }) => mailer.verify?.()));
  if (answers.some((answer) => answer.status === 'fulfilled' && answer.value === true)) return true;
  const errors: unknown[] = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  const last = errors.at(-1);
  if (last === undefined) return false;
  const before: readonly AnySmtpError[] = errors.slice(0, -1).filter(isSmtpError);
  throw isSmtpError(last) ? addFailures(last, before, undefined) : last;
}
