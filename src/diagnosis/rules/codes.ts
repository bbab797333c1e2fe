import type { Phase } from '../phase.js';
import type { BuiltInRule } from '../rule.js';

const auth: readonly Phase[] = ['auth'];
const rfc4954 = 'RFC 4954 section 6';
const rfc5321 = 'RFC 5321 section 4.2';

/** What a code alone says to a login. */
export const authCodeRules: readonly BuiltInRule[] = [
  {
    id: 'auth.code.432',
    when: { codes: [432], phases: auth },
    reason: 'auth.app-password-required',
    source: `${rfc4954}: 432, a password transition is needed`,
    examples: ['432 4.7.12 A password transition is needed'],
  },
  {
    id: 'auth.code.421',
    when: { codes: [421], phases: auth },
    reason: 'server.closing',
    source: `${rfc5321}.3: 421, closing transmission channel`,
    examples: ['421 example.com closing transmission channel'],
  },
  {
    id: 'auth.code.4yz',
    when: { codes: ['4yz'], phases: auth },
    reason: 'auth.temporary',
    source: `${rfc4954}: 454, temporary authentication failure`,
    examples: ['454 sorry', '451 try later'],
  },
  {
    id: 'auth.code.sequence',
    when: { codes: [501, 503, 552, 553], phases: auth },
    reason: 'protocol.rejected',
    source: `RFC 4954 section 4: 501 cancelled or not base64, 503 out of place`,
    examples: ['501 Authentication cancelled', '503 5.5.1 Already authenticated'],
  },
  {
    id: 'auth.code.500',
    when: { codes: [500, 502], phases: auth },
    reason: 'auth.not-supported',
    source: `${rfc5321}.4: 500, 502, command not known`,
    examples: ['502 5.5.1 no'],
  },
  {
    id: 'auth.code.504',
    when: { codes: [504, 534], phases: auth },
    reason: 'auth.mechanism',
    source: `${rfc4954}: 534; section 4: 504`,
    examples: ['504 5.5.4 no', '534 no'],
  },
  {
    id: 'auth.code.538',
    when: { codes: [538, 523], phases: auth },
    reason: 'auth.encryption-required',
    source: `${rfc4954}: 538`,
    examples: ['538 5.7.11 no'],
  },
  {
    id: 'auth.code.530',
    when: { codes: [530], phases: auth },
    reason: 'auth.required',
    source: `${rfc4954}: 530`,
    examples: ['530 5.7.0 no'],
  },
  {
    id: 'auth.code.525',
    when: { codes: [525], phases: auth },
    reason: 'auth.account-locked',
    source: 'RFC 5248 section 2.4: X.7.13, with 525',
    examples: ['525 5.7.13 no'],
  },
  {
    id: 'auth.code.5yz',
    when: { codes: ['5yz'], phases: auth },
    reason: 'auth.invalid-credentials',
    source: `${rfc4954}: 535, authentication credentials invalid`,
    examples: ['535 no', '550 5.1.1 Mailbox does not exist', '535 5.7.8 Error: authentication failed'],
  },
];

/** What a code alone says, in its phase or anywhere. */
export const codeRules: readonly BuiltInRule[] = [
  {
    id: 'code.530',
    when: { codes: [530] },
    reason: 'auth.required',
    source: `${rfc4954}: 530, authentication required`,
    examples: ['530 5.7.0 no'],
  },
  {
    id: 'code.auth',
    when: { codes: [535, 435] },
    reason: 'auth.invalid-credentials',
    source: rfc4954,
    examples: ['535 no'],
  },
  {
    id: 'code.421',
    when: { codes: [421] },
    reason: 'server.closing',
    source: `${rfc5321}.3`,
    examples: ['421 example.com closing'],
  },
  {
    id: 'code.4yz',
    when: { codes: ['4yz'] },
    reason: 'server.busy',
    source: `${rfc5321}.1`,
    examples: ['451 no'],
  },
  {
    id: 'code.5yz',
    when: { codes: ['5yz'] },
    reason: 'message.rejected',
    source: `${rfc5321}.1`,
    examples: ['554 no'],
  },
];
