import type { BuiltInRule } from '../rule.js';

const rfc3207 = 'RFC 3207 section 4';

/** TLS that is wanted, missing or broken. */
export const tlsRules = (): readonly BuiltInRule[] => [
  {
    id: 'tls.starttls-out-of-place',
    when: {
      codes: ['4yz', '5yz'],
      phases: ['tls'],
      text: ['already', 'syntax*', 'protocol violation*'],
    },
    reason: 'protocol.rejected',
    source: `${rfc3207}: 501 Syntax error (no parameters allowed); Postfix: TLS already active`,
  },
  {
    id: 'tls.submission-needs-starttls',
    when: {
      codes: ['4yz', '5yz'],
      text: ['must issue a starttls', 'must issue starttls', 'plaintext authentication disallowed'],
    },
    reason: 'auth.encryption-required',
    source: `${rfc3207}: 530 Must issue a STARTTLS command first; RFC 4954 section 6: 538`,
  },
  {
    id: 'tls.required',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'tls is required',
        'starttls is required',
        'tls required',
        'requiretls only',
        'requiretls',
        'due to lack of security',
        'encryption is required',
        'tls conversation required',
        'encryption needed',
      ],
    },
    reason: 'tls.required',
    source: 'Postfix smtpd_tls_security_level=encrypt; Gmail TLS compliance; RFC 8689',
  },
  {
    id: 'tls.certificate',
    when: {
      codes: ['4yz', '5yz'],
      text: ['certificate', 'dane', 'dane', 'danein*', 'tlsa', 'mta sts', 'sts policy'],
      not: ['certificate public key belongs', 'tls client certificate'],
    },
    reason: 'tls.certificate',
    source: 'RFC 7672; RFC 8461; nginx mail proxy, SSL certificate error',
  },
  {
    id: 'tls.unavailable',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'tls not available',
        'tls not supported',
        'tls unavailable',
        'starttls not offered*',
        'tls support is not',
      ],
    },
    reason: 'tls.unavailable',
    source: `${rfc3207}: 454 TLS not available due to temporary reason`,
  },
  {
    id: 'tls.handshake',
    when: {
      codes: ['4yz', '5yz'],
      text: ['ssl attempted over', 'tls handshake', 'tls negotiation*', 'cipher'],
      not: ['new tls sessions*'],
    },
    reason: 'tls.handshake',
    source: 'RFC 8446; Haraka: SSL attempted over a non-SSL socket',
  },
  {
    id: 'tls.starttls-refused',
    when: { codes: [451, 454, 500, 502, 530, 540, 550, 554], phases: ['tls'] },
    reason: 'tls.unavailable',
    source: `${rfc3207}`,
  },
  {
    id: 'tls.starttls-misplaced',
    when: { codes: ['5yz'], phases: ['tls'] },
    reason: 'protocol.rejected',
    source: `${rfc3207}: 501 Syntax error (no parameters allowed)`,
  },
];
