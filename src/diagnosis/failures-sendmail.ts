import type { Failure } from './failure.js';
import type { Reason } from './reasons.js';

const sysexits = 'sysexits(3); Postfix sendmail(1), Exit status';

/** What a sendmail command means by its exit status. */
const statuses: readonly (readonly [status: number, name: string, reason: Reason])[] = [
  [64, 'EX_USAGE', 'config.invalid'],
  [65, 'EX_DATAERR', 'message.rejected'],
  [66, 'EX_NOINPUT', 'message.source'],
  [67, 'EX_NOUSER', 'recipient.unknown'],
  [68, 'EX_NOHOST', 'recipient.unknown'],
  [69, 'EX_UNAVAILABLE', 'server.busy'],
  [70, 'EX_SOFTWARE', 'server.busy'],
  [71, 'EX_OSERR', 'server.busy'],
  [72, 'EX_OSFILE', 'config.invalid'],
  [73, 'EX_CANTCREAT', 'server.storage'],
  [74, 'EX_IOERR', 'server.storage'],
  [75, 'EX_TEMPFAIL', 'server.busy'],
  [76, 'EX_PROTOCOL', 'protocol.rejected'],
  [77, 'EX_NOPERM', 'sender.rejected'],
  [78, 'EX_CONFIG', 'config.invalid'],
  [126, 'not executable', 'config.invalid'],
];

/** The local mail program: its exit status, or what Nodemailer says where there is none. */
export const sendmailFailures: readonly Failure[] = [
  ...statuses.map(
    ([status, name, reason]): Failure => ({
      id: `sendmail.${status}`,
      when: { ids: ['ESENDMAIL'], text: [`exited with code ${status}`] },
      reason,
      source: `${sysexits}: ${name}`,
    }),
  ),
  {
    id: 'sendmail.not-found',
    when: {
      ids: ['ESENDMAIL'],
      text: ['exited with code 127', 'command not found', 'sendmail was not found'],
    },
    reason: 'config.invalid',
    source: "POSIX shell: 127, command not found; Nodemailer's sendmail-transport",
  },
  {
    id: 'sendmail.exit',
    when: { ids: ['ESENDMAIL'], text: ['exited with code'] },
    reason: 'message.rejected',
    source: "Nodemailer's sendmail-transport: a status that sysexits(3) does not know",
  },
  {
    id: 'sendmail.interrupted',
    when: { ids: ['ESENDMAIL'] },
    reason: 'server.busy',
    source: "Nodemailer's sendmail-transport: killed, or gone before it had read the message",
  },
];
