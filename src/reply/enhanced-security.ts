import type { EnhancedCodeEntry } from './code-entries.js';

const READ = 'Read the text: the code says no more.';
const LATER = 'Send again later.';
const CONTENT = 'Send the message in a plainer form.';
const ADMIN = "Tell the server's administrator.";
const DKIM = 'Check that the message is signed with DKIM for the From domain and not changed afterwards.';
const SPF = "Check the SPF record of the sender's domain: it has to name the sending server.";
const TLS = 'Use TLS: port 465 with secure: true, or 587 with requireTLS: true.';
const RRVS = 'Ask the recipient whether the address is still theirs before you send again.';

/** X.7: security and policy (RFC 3463 section 3.8). */
export const securityCodes: Readonly<Record<string, EnhancedCodeEntry>> = {
  '7.0': {
    meaning: 'Something about security is in the way, and the server does not say what.',
    howToFix: READ,
    with: [220, 235, 450, 454, 500, 501, 503, 504, 530, 535, 550],
    source: 'RFC 3463',
  },
  '7.1': {
    meaning: 'You may not send this, or not to this recipient.',
    howToFix: 'Read the text: relaying without a login, a blocklist or a filter are the usual causes.',
    with: [451, 454, 502, 503, 533, 550, 551],
    source: 'RFC 3463',
  },
  '7.2': {
    meaning: 'You may not send to this mailing list.',
    howToFix: "Ask the list's owner.",
    with: [550],
    source: 'RFC 3463',
  },
  '7.3': {
    meaning: 'The message needs a conversion between two kinds of encryption.',
    howToFix: CONTENT,
    source: 'RFC 3463',
  },
  '7.4': {
    meaning: 'The server does not support a security feature, such as a login mechanism.',
    howToFix: 'Use a mechanism that the server offers.',
    with: [504],
    source: 'RFC 3463',
  },
  '7.5': {
    meaning: 'The message could not be decrypted or checked.',
    howToFix: 'Check keys and certificates.',
    source: 'RFC 3463',
  },
  '7.6': {
    meaning: 'The server does not know the cryptographic algorithm.',
    howToFix: 'Use another algorithm.',
    source: 'RFC 3463',
  },
  '7.7': {
    meaning: 'The message was damaged or changed on the way.',
    howToFix: 'Look for what rewrites messages on the way, then send again.',
    source: 'RFC 3463',
  },
  '7.8': {
    meaning: 'The server rejected the credentials.',
    howToFix:
      'Check the credentials (user and password), the app password or token, and the login mechanism.',
    with: [535, 554],
    source: 'RFC 4954',
  },
  '7.9': {
    meaning: 'The login mechanism is too weak.',
    howToFix: 'Use a stronger mechanism (OAuth2) or an app password.',
    with: [534],
    source: 'RFC 4954',
  },
  '7.10': {
    meaning: 'The login needs an encrypted connection.',
    howToFix: TLS,
    with: [523],
    source: 'RFC 5248',
  },
  '7.11': {
    meaning: 'This login mechanism needs an encrypted connection.',
    howToFix: TLS,
    with: [524, 538],
    source: 'RFC 4954',
  },
  '7.12': {
    meaning: 'The password has to be changed over to this mechanism first.',
    howToFix: 'Log in once with PLAIN over TLS, or reset the password.',
    with: [422, 432],
    source: 'RFC 4954',
  },
  '7.13': {
    meaning: 'The password is right, but the account is disabled.',
    howToFix: 'Ask the administrator or the provider to open the account again.',
    with: [525],
    source: 'RFC 5248',
  },
  '7.14': {
    meaning: 'The server needs an agreement with a third server to fetch content.',
    howToFix: ADMIN,
    with: [535, 554],
    source: 'RFC 5248',
  },
  '7.15': {
    meaning: 'The priority of the message is too low for now.',
    howToFix: LATER,
    with: [450, 550],
    source: 'RFC 6710',
  },
  '7.16': {
    meaning: 'The message is too large for its priority.',
    howToFix: 'Make the message smaller.',
    with: [552],
    source: 'RFC 6710',
  },
  '7.17': { meaning: 'The mailbox belongs to somebody else by now.', howToFix: RRVS, source: 'RFC 7293' },
  '7.18': { meaning: 'The domain belongs to somebody else by now.', howToFix: RRVS, source: 'RFC 7293' },
  '7.19': {
    meaning: 'The server cannot tell whether the mailbox changed hands.',
    howToFix: RRVS,
    source: 'RFC 7293',
  },
  '7.20': { meaning: 'No DKIM signature passed.', howToFix: DKIM, with: [550], source: 'RFC 7372' },
  '7.21': {
    meaning: 'DKIM passed, but not in a way that the server accepts.',
    howToFix: DKIM,
    with: [550],
    source: 'RFC 7372',
  },
  '7.22': {
    meaning: "DKIM passed, but not for the author's domain.",
    howToFix: DKIM,
    with: [550],
    source: 'RFC 7372',
  },
  '7.23': { meaning: 'SPF failed.', howToFix: SPF, with: [550], source: 'RFC 7372' },
  '7.24': { meaning: 'SPF could not be evaluated.', howToFix: SPF, with: [451, 550], source: 'RFC 7372' },
  '7.25': {
    meaning: 'Your address has no matching reverse DNS.',
    howToFix: 'Give the sending address a PTR record that resolves back to it.',
    with: [550],
    source: 'RFC 7372',
  },
  '7.26': {
    meaning: 'More than one of SPF, DKIM and DMARC failed.',
    howToFix: `${SPF} ${DKIM}`,
    with: [550],
    source: 'RFC 7372',
  },
  '7.27': {
    meaning: "The sender's domain says that it takes no mail (null MX).",
    howToFix: 'Send from a domain that takes replies.',
    with: [550],
    source: 'RFC 7505',
  },
  '7.28': {
    meaning: 'The message looks like part of a flood.',
    howToFix: 'Send more slowly, and find out what sends so much.',
    source: 'IANA registry',
  },
  '7.29': {
    meaning: 'The ARC chain did not validate.',
    howToFix: 'Ask who forwards the message to look at their ARC signing.',
    with: [550],
    source: 'RFC 8617',
  },
  '7.30': {
    meaning: 'The message asks for TLS all the way (REQUIRETLS), and the next server does not offer that.',
    howToFix: 'Send without REQUIRETLS, if you may.',
    with: [550],
    source: 'RFC 8689',
  },
};
