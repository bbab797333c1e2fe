import type { Phase } from '../phase.js';
import type { Reason } from '../reasons.js';
import type { BuiltInRule } from '../rule.js';

const registry = 'IANA, SMTP Enhanced Status Codes';

type Row = readonly [
  enhanced: string,
  reason: Reason,
  meaning: string,
  example: string,
  phases?: readonly Phase[],
];

const address: readonly Phase[] = ['rcpt', 'data', 'final-dot'];
const transaction: readonly Phase[] = ['mail', 'rcpt', 'data', 'body', 'final-dot'];

/** What the registry says that an enhanced code means; rows with phases come before the row without. */
const rows: readonly Row[] = [
  ['x.1.0', 'sender.rejected', 'other address status', '550 5.1.0 no', ['mail']],
  ['x.1.0', 'recipient.unknown', 'other address status', '550 5.1.0 no', address],
  ['x.1.0', 'recipient.unknown', 'other address status', '550 5.1.0 no'],
  [
    'x.1.1',
    'sender.rejected',
    'bad destination mailbox address, said of the sender',
    '550 5.1.1 no',
    ['mail'],
  ],
  ['x.1.1', 'recipient.unknown', 'bad destination mailbox address', '550 5.1.1 no'],
  ['x.1.2', 'recipient.unknown', 'bad destination system address', '550 5.1.2 no'],
  ['x.1.3', 'recipient.unknown', 'bad destination mailbox address syntax', '553 5.1.3 no'],
  ['x.1.4', 'recipient.unknown', 'destination mailbox address ambiguous', '550 5.1.4 no'],
  ['x.1.6', 'recipient.unknown', 'destination mailbox has moved', '551 5.1.6 no'],
  ['x.1.7', 'sender.rejected', "bad sender's mailbox address syntax", '553 5.1.7 no'],
  ['x.1.8', 'sender.rejected', "bad sender's system address", '550 5.1.8 no'],
  ['x.1.10', 'recipient.rejected', 'recipient address has null MX', '556 5.1.10 no'],
  ['x.2.1', 'recipient.disabled', 'mailbox disabled, not accepting messages', '550 5.2.1 no'],
  ['x.2.2', 'recipient.full', 'mailbox full', '552 5.2.2 no'],
  ['4.2.4', 'server.busy', 'mailing list expansion problem', '450 4.2.4 no'],
  [
    '5.2.4',
    'recipient.unknown',
    'mailing list expansion problem; OpenSMTPD, of an unknown user',
    '524 5.2.4 no',
  ],
  ['4.3.0', 'server.busy', 'other or undefined mail system status', '421 4.3.0 no'],
  ['4.4.1', 'server.busy', 'no answer from host', '421 4.4.1 no'],
  ['4.4.3', 'server.busy', 'directory server failure', '421 4.4.3 no'],
  ['4.4.5', 'server.busy', 'mail system congestion', '421 4.4.5 no'],
  ['4.4.7', 'server.busy', 'delivery time expired', '421 4.4.7 no'],
  ['x.3.1', 'server.storage', 'mail system full', '452 4.3.1 no'],
  ['x.3.2', 'server.busy', 'system not accepting network messages', '421 4.3.2 no'],
  ['x.3.3', 'protocol.rejected', 'system not capable of selected features', '550 5.3.3 no'],
  ['x.3.5', 'server.busy', 'system incorrectly configured', '451 4.3.5 no'],
  ['x.4.2', 'server.closing', 'bad connection', '421 4.4.2 no'],
  ['5.4.4', 'recipient.unknown', 'unable to route', '550 5.4.4 no'],
  [
    '5.4.1',
    'recipient.rejected',
    'no answer from host; Exchange Online Protection: recipient',
    '550 5.4.1 no',
    ['rcpt'],
  ],
  ['x.4.6', 'message.rejected', 'routing loop detected', '554 5.4.6 no'],
  ['x.5.3', 'rate.limited', 'too many recipients', '452 4.5.3 no'],
  ['x.5.1', 'protocol.rejected', 'invalid command', '550 5.5.1 no'],
  ['x.5.2', 'protocol.rejected', 'syntax error', '550 5.5.2 no'],
  ['x.5.4', 'protocol.rejected', 'invalid command arguments', '550 5.5.4 no'],
  ['x.5.5', 'protocol.rejected', 'wrong protocol version', '550 5.5.5 no'],
  ['x.5.6', 'protocol.rejected', 'authentication exchange line is too long', '550 5.5.6 no'],
  ['x.7.1', 'policy.blocked', 'delivery not authorized, message refused', '550 5.7.1 no', ['mail']],
  ['x.7.2', 'recipient.rejected', 'mailing list expansion prohibited', '550 5.7.2 no'],
  ['x.7.5', 'tls.handshake', 'cryptographic failure', '554 5.7.5 no'],
  ['x.7.7', 'message.rejected', 'message integrity failure', '554 5.7.7 no'],
  ['x.7.8', 'auth.invalid-credentials', 'authentication credentials invalid', '535 5.7.8 no', transaction],
  ['x.7.9', 'message.rejected', 'of a message: Yahoo, policy', '554 5.7.9 no', ['data', 'final-dot']],
  ['x.7.9', 'auth.mechanism', 'authentication mechanism is too weak', '534 5.7.9 no', ['mail', 'rcpt']],
  ['x.7.10', 'auth.encryption-required', 'encryption needed', '523 5.7.10 no'],
  [
    'x.7.11',
    'auth.encryption-required',
    'encryption required for requested mechanism',
    '538 5.7.11 no',
    transaction,
  ],
  ['x.7.12', 'auth.mechanism', 'a password transition is needed', '432 4.7.12 no'],
  ['x.7.13', 'recipient.disabled', 'user account disabled', '525 5.7.13 no', ['rcpt']],
  ['x.7.13', 'auth.account-locked', 'user account disabled', '525 5.7.13 no'],
  ['x.7.14', 'policy.blocked', 'trust relationship required', '550 5.7.14 no'],
  ['x.7.16', 'message.too-large', 'message too big for the specified priority', '552 5.7.16 no'],
  ['x.7.17', 'recipient.rejected', 'mailbox owner has changed', '550 5.7.17 no'],
  ['x.7.18', 'recipient.rejected', 'domain owner has changed', '550 5.7.18 no'],
  ['x.7.19', 'recipient.rejected', 'RRVS test cannot be completed', '550 5.7.19 no'],
  ['x.7.20', 'policy.dmarc', 'no passing DKIM signature found', '550 5.7.20 no'],
  ['x.7.21', 'policy.dmarc', 'no acceptable DKIM signature found', '550 5.7.21 no'],
  ['x.7.22', 'policy.dmarc', 'no valid author-matched DKIM signature found', '550 5.7.22 no'],
  ['x.7.23', 'policy.dmarc', 'SPF validation failed', '550 5.7.23 no'],
  ['x.7.24', 'policy.dmarc', 'SPF validation error', '451 4.7.24 no'],
  ['x.7.25', 'policy.blocked', 'reverse DNS validation failed', '550 5.7.25 no'],
  ['x.7.26', 'policy.dmarc', 'multiple authentication checks failed', '550 5.7.26 no'],
  ['x.7.27', 'sender.rejected', 'sender address has null MX', '550 5.7.27 no'],
  ['x.7.28', 'rate.limited', 'mail flood detected', '421 4.7.28 no'],
  ['x.7.29', 'policy.dmarc', 'ARC validation failure', '550 5.7.29 no'],
  ['x.7.30', 'tls.required', 'REQUIRETLS support required', '550 5.7.30 no'],
];

/** What the enhanced code means by the registry, where the text has said nothing clearer. */
export const enhancedRules: readonly BuiltInRule[] = rows.map(
  ([enhanced, reason, meaning, example, phases]) => ({
    id: `enhanced.${enhanced}${phases ? `.${phases[0]}` : ''}`,
    when: phases ? { enhanced: [enhanced], phases } : { enhanced: [enhanced] },
    reason,
    source: `${registry}: ${enhanced.replace('x', 'X')}, ${meaning}`,
    examples: [example],
  }),
);
