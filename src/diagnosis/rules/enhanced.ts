import type { Phase } from '../phase.js';
import type { Reason } from '../reasons.js';
import type { BuiltInRule } from '../rule.js';

const registry = 'IANA, SMTP Enhanced Status Codes';

type Row = readonly [enhanced: string, reason: Reason, meaning: string, phases?: readonly Phase[]];

const address: readonly Phase[] = ['rcpt', 'data', 'final-dot'];
const transaction: readonly Phase[] = ['mail', 'rcpt', 'data', 'body', 'final-dot'];

/** What the registry says that an enhanced code means; rows with phases come before the row without. */
const rows: readonly Row[] = [
  ['x.1.0', 'sender.rejected', 'other address status', ['mail']],
  ['x.1.0', 'recipient.unknown', 'other address status', address],
  ['x.1.0', 'recipient.unknown', 'other address status'],
  ['x.1.1', 'sender.rejected', 'bad destination mailbox address, said of the sender', ['mail']],
  ['x.1.1', 'recipient.unknown', 'bad destination mailbox address'],
  ['x.1.2', 'recipient.unknown', 'bad destination system address'],
  ['x.1.3', 'recipient.unknown', 'bad destination mailbox address syntax'],
  ['x.1.4', 'recipient.unknown', 'destination mailbox address ambiguous'],
  ['x.1.6', 'recipient.unknown', 'destination mailbox has moved'],
  ['x.1.7', 'sender.rejected', "bad sender's mailbox address syntax"],
  ['x.1.8', 'sender.rejected', "bad sender's system address"],
  ['x.1.10', 'recipient.rejected', 'recipient address has null MX'],
  ['x.2.1', 'recipient.disabled', 'mailbox disabled, not accepting messages'],
  ['x.2.2', 'recipient.full', 'mailbox full'],
  ['4.2.4', 'server.busy', 'mailing list expansion problem'],
  ['5.2.4', 'recipient.unknown', 'mailing list expansion problem; OpenSMTPD, of an unknown user'],
  ['4.3.0', 'server.busy', 'other or undefined mail system status'],
  ['4.4.1', 'server.busy', 'no answer from host'],
  ['4.4.3', 'server.busy', 'directory server failure'],
  ['4.4.5', 'server.busy', 'mail system congestion'],
  ['4.4.7', 'server.busy', 'delivery time expired'],
  ['x.3.1', 'server.storage', 'mail system full'],
  ['x.3.2', 'server.busy', 'system not accepting network messages'],
  ['x.3.3', 'protocol.rejected', 'system not capable of selected features'],
  ['x.3.5', 'server.busy', 'system incorrectly configured'],
  ['x.4.2', 'server.closing', 'bad connection'],
  ['5.4.4', 'recipient.unknown', 'unable to route'],
  ['5.4.1', 'recipient.rejected', 'no answer from host; Exchange Online Protection: recipient', ['rcpt']],
  ['x.4.6', 'message.rejected', 'routing loop detected'],
  ['x.5.3', 'rate.limited', 'too many recipients'],
  ['x.5.1', 'protocol.rejected', 'invalid command'],
  ['x.5.2', 'protocol.rejected', 'syntax error'],
  ['x.5.4', 'protocol.rejected', 'invalid command arguments'],
  ['x.5.5', 'protocol.rejected', 'wrong protocol version'],
  ['x.5.6', 'protocol.rejected', 'authentication exchange line is too long'],
  ['x.7.1', 'policy.blocked', 'delivery not authorized, message refused', ['mail']],
  ['x.7.2', 'recipient.rejected', 'mailing list expansion prohibited'],
  ['x.7.5', 'tls.handshake', 'cryptographic failure'],
  ['x.7.7', 'message.rejected', 'message integrity failure'],
  ['x.7.8', 'auth.invalid-credentials', 'authentication credentials invalid', transaction],
  ['x.7.9', 'message.rejected', 'of a message: Yahoo, policy', ['data', 'final-dot']],
  ['x.7.9', 'auth.mechanism', 'authentication mechanism is too weak', ['mail', 'rcpt']],
  ['x.7.10', 'auth.encryption-required', 'encryption needed'],
  ['x.7.11', 'auth.encryption-required', 'encryption required for requested mechanism', transaction],
  ['x.7.12', 'auth.mechanism', 'a password transition is needed'],
  ['x.7.13', 'recipient.disabled', 'user account disabled', ['rcpt']],
  ['x.7.13', 'auth.account-locked', 'user account disabled'],
  ['x.7.14', 'policy.blocked', 'trust relationship required'],
  ['x.7.16', 'message.too-large', 'message too big for the specified priority'],
  ['x.7.17', 'recipient.rejected', 'mailbox owner has changed'],
  ['x.7.18', 'recipient.rejected', 'domain owner has changed'],
  ['x.7.19', 'recipient.rejected', 'RRVS test cannot be completed'],
  ['x.7.20', 'policy.dmarc', 'no passing DKIM signature found'],
  ['x.7.21', 'policy.dmarc', 'no acceptable DKIM signature found'],
  ['x.7.22', 'policy.dmarc', 'no valid author-matched DKIM signature found'],
  ['x.7.23', 'policy.dmarc', 'SPF validation failed'],
  ['x.7.24', 'policy.dmarc', 'SPF validation error'],
  ['x.7.25', 'policy.blocked', 'reverse DNS validation failed'],
  ['x.7.26', 'policy.dmarc', 'multiple authentication checks failed'],
  ['x.7.27', 'sender.rejected', 'sender address has null MX'],
  ['x.7.28', 'rate.limited', 'mail flood detected'],
  ['x.7.29', 'policy.dmarc', 'ARC validation failure'],
  ['x.7.30', 'tls.required', 'REQUIRETLS support required'],
];

/** What the enhanced code means by the registry, where the text has said nothing clearer. */
export const enhancedRules: readonly BuiltInRule[] = rows.map(([enhanced, reason, meaning, phases]) => ({
  id: `enhanced.${enhanced}${phases ? `.${phases[0]}` : ''}`,
  when: phases ? { enhanced: [enhanced], phases } : { enhanced: [enhanced] },
  reason,
  source: `${registry}: ${enhanced.replace('x', 'X')}, ${meaning}`,
}));
