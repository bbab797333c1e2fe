/** Replies that the rows decide of `src/diagnosis/rules/providers-mailbox.ts`. */
export const providersMailboxExamples: Readonly<Record<string, readonly string[]>> = {
  'yahoo.login-throttled': ['535 5.7.0 (#AUTH005) Too many bad auth attempts.'],
  'yahoo.volume': [
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
  ],
  'yahoo.blocked': [
    '421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.',
    '553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1',
  ],
  'yahoo.sender-domain': ['451 Message temporarily deferred due to unresolvable RFC.5321 from domain.'],
  'yahoo.signature': ['554 5.7.5 (AU01) Message not accepted for policy reasons.'],
  'aol.blocked': ['554 (RTR:BL) Connecting IP: 192.0.2.1'],
  'aol.rate': ['421 DYN:T1 http://postmaster.info.aol.com/errors/421dynt1.html'],
  'yahoo.content': [
    '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
  ],
  'yahoo.no-account': ["554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0]"],
  'icloud.from-not-owned': ['550 5.7.0 From address is not one of your addresses.'],
  'icloud.local-policy': ['554 5.7.1 [CS01] Message rejected due to local policy.'],
  'orange.connections': [
    '421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. OFR004_104 too many',
  ],
  'orange.blocked': ['554 ME0 Mail rejected. OFR_103 [103]'],
};
