import type { Phase } from '../phase.js';
import type { Reason } from '../reasons.js';
import type { BuiltInRule, Rule } from '../rule.js';

const rfc4954 = 'RFC 4954 section 6';
const rfc5321 = 'RFC 5321 section 4.2.3';
const rfc5321classes = 'RFC 5321 section 4.2.1';

type Codes = NonNullable<Rule['when']['codes']>;
type Row = readonly [
  id: string,
  codes: Codes,
  phases: readonly Phase[] | undefined,
  reason: Reason,
  source: string,
];

function toRule([id, codes, phases, reason, source]: Row): BuiltInRule {
  return { id, when: phases ? { codes, phases } : { codes }, reason, source };
}

const auth: readonly Phase[] = ['auth'];
const start: readonly Phase[] = ['connect', 'greeting', 'ehlo'];
const content: readonly Phase[] = ['data', 'body', 'final-dot'];
const transaction: readonly Phase[] = ['mail', 'rcpt', 'data', 'body', 'final-dot'];

const authRows: readonly Row[] = [
  ['auth.code.432', [432], auth, 'auth.mechanism', `${rfc4954}: 432, a password transition is needed`],
  ['auth.code.421', [421], auth, 'server.closing', `${rfc5321}: 421, closing transmission channel`],
  ['auth.code.4yz', ['4yz'], auth, 'auth.temporary', `${rfc4954}: 454, temporary failure`],
  ['auth.code.500', [500, 502], auth, 'auth.not-supported', `${rfc5321}: command not known`],
  [
    'auth.code.sequence',
    [501, 503, 552, 553, 555],
    auth,
    'protocol.rejected',
    'RFC 4954 section 4: 501, cancelled or not base64; 503, out of place',
  ],
  ['auth.code.504', [504, 534], auth, 'auth.mechanism', `${rfc4954}: 534; section 4: 504`],
  ['auth.code.538', [523, 538], auth, 'auth.encryption-required', `${rfc4954}: 538`],
  ['auth.code.530', [530], auth, 'auth.required', `${rfc4954}: 530`],
  ['auth.code.525', [525], auth, 'auth.account-locked', 'RFC 5248 section 2.4: X.7.13, with 525'],
  [
    'auth.code.5yz',
    ['5yz'],
    auth,
    'auth.invalid-credentials',
    `${rfc4954}: 535, authentication credentials invalid`,
  ],
];

/** What is left of a login once its words have said nothing: every code here is about the login. */
export const authCodeRules: readonly BuiltInRule[] = authRows.map(toRule);

const protocolRows: readonly Row[] = [
  [
    'code.protocol',
    [500, 501, 502, 503, 504, 555],
    undefined,
    'protocol.rejected',
    `${rfc5321}: 500 to 504, 555`,
  ],
];

/** Codes that are about the command, whatever the enhanced code beside them. */
export const protocolCodeRules: readonly BuiltInRule[] = protocolRows.map(toRule);

const rows: readonly Row[] = [
  ['code.435', [435], transaction, 'auth.temporary', rfc4954],
  ['code.auth', [535], transaction, 'auth.invalid-credentials', rfc4954],
  ['code.530', [530], undefined, 'auth.required', `${rfc4954}: 530, authentication required`],
  ['code.538', [523, 538], transaction, 'auth.encryption-required', `${rfc4954}: 538`],
  ['code.534', [534], transaction, 'auth.mechanism', `${rfc4954}: 534`],
  ['code.525', [525], undefined, 'auth.account-locked', 'RFC 5248 section 2.4: X.7.13'],
  ['code.421', [421], undefined, 'server.closing', `${rfc5321}: 421`],
  ['code.452-rcpt', [452], ['rcpt'], 'rate.limited', 'RFC 5321 section 4.5.3.1.10: too many recipients'],
  ['code.452', [431, 452], undefined, 'server.storage', `${rfc5321}: 452, insufficient system storage`],
  ['code.455', [455], undefined, 'protocol.rejected', `${rfc5321}: 455, unable to accommodate parameters`],
  ['code.4yz', ['4yz'], undefined, 'server.busy', `${rfc5321classes}: transient negative completion`],
  ['code.refused-at-start', ['5yz'], start, 'policy.blocked', `${rfc5321}: 554, no SMTP service here`],
  ['code.510', [510, 511, 512, 551], ['rcpt'], 'recipient.unknown', `${rfc5321}: 551, user not local`],
  ['code.521', [521, 556], undefined, 'recipient.rejected', 'RFC 7504: 521, 556, does not accept mail'],
  ['code.552-rcpt', [552], ['rcpt'], 'recipient.full', `${rfc5321}: 552, exceeded storage allocation`],
  ['code.552', [552], undefined, 'message.too-large', 'RFC 1870 section 6.3: 552'],
  ['code.5yz-mail', ['5yz'], ['mail'], 'sender.rejected', `${rfc5321}: 550, 553, of the sender`],
  ['code.550-rcpt', ['5yz'], ['rcpt'], 'recipient.rejected', `${rfc5321}: 550, 553, of the recipient`],
  ['code.5yz-content', ['5yz'], content, 'message.rejected', `${rfc5321}: 554, transaction failed`],
  ['code.553', [553], undefined, 'recipient.unknown', `${rfc5321}: 553, mailbox name not allowed`],
  ['code.571', [541, 571], undefined, 'policy.blocked', 'RFC 3463: 5.7.1, written as a reply code'],
  ['code.5yz', ['5yz'], undefined, 'message.rejected', `${rfc5321classes}: permanent negative completion`],
];

/** What a code alone says, in its phase or anywhere. */
export const codeRules: readonly BuiltInRule[] = rows.map(toRule);
