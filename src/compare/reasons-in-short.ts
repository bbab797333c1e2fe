import type { Reason } from '../diagnosis/reasons.js';

/** What a reason comes down to, as the end of a sentence that begins with it, and when one sees it. */
type InShort = readonly [comesDownTo: string, whenYouSeeIt: string];

/** Each reason in a few words. */
export const reasonsInShort: Readonly<Record<Reason, InShort>> = {
  'auth.invalid-credentials': [
    'means that nobody was let in, because the user name or the password is wrong',
    'In answer to AUTH: 535 in most cases, with words about the user name or the password.',
  ],
  'auth.app-password-required': [
    'means that the password of the account is not the one that programs may use',
    'In answer to AUTH: 534 or 535 with words about an application-specific password.',
  ],
  'auth.web-login-required': [
    'means that a person has to show up in a browser first',
    'In answer to AUTH: 534 or 535 with words about a web browser.',
  ],
  'auth.mechanism': [
    'means that this way of logging in is not offered',
    'In answer to AUTH: 504 or 535 with words about the mechanism.',
  ],
  'auth.encryption-required': [
    'means that no password is taken over a line that others can read',
    'In answer to AUTH: 523, 524, 530 or 538.',
  ],
  'auth.required': [
    'means that mail was sent before a login',
    'In answer to MAIL or RCPT: 530 in most cases, or 503 and 550 with words about a login.',
  ],
  'auth.disabled': [
    'means that the account may not log in like this, whatever the password',
    'In answer to AUTH: 525 or 535 with words about an account or a protocol that is switched off.',
  ],
  'auth.token': [
    'means that the OAuth2 token is not accepted',
    'In answer to AUTH with XOAUTH2 or OAUTHBEARER, or from the token service before that.',
  ],
  'auth.account-locked': [
    'means that the account is closed until somebody opens it again',
    'In answer to AUTH: 525 or 535 with words about a locked or suspended account.',
  ],
  'auth.rate-limited': [
    'means that there were too many logins',
    'In answer to AUTH: 421, 454 or 535 with words about too many logins.',
  ],
  'auth.temporary': [
    'means that the server cannot check passwords now',
    'In answer to AUTH: 454 in most cases.',
  ],
  'auth.not-supported': [
    'means that this server has no login',
    'In answer to AUTH: 502 or 503; or before it, because EHLO offers no AUTH.',
  ],
  'auth.suspended': [
    'means that no login was tried, so that the account is not locked',
    'Before the login: an earlier one with the same credentials was refused.',
  ],
  'recipient.unknown': [
    'means that nobody lives at this address',
    'In answer to RCPT: 550 5.1.1 in most cases; or in a bounce.',
  ],
  'recipient.disabled': [
    'means that the mailbox is closed',
    'In answer to RCPT: 550 5.2.1 in most cases; or in a bounce.',
  ],
  'recipient.full': [
    'means that the mailbox is full',
    'In answer to RCPT or after the message: 452 4.2.2 or 552 5.2.2; or in a bounce.',
  ],
  'recipient.rejected': [
    'means that this recipient does not want this mail',
    'In answer to RCPT: 550 or 450 with words about the recipient.',
  ],
  'sender.rejected': [
    'means that the sender address is not accepted',
    'In answer to MAIL or after the message: 550 or 553 with words about the sender.',
  ],
  'relay.denied': [
    'means that the server does not carry mail to other domains for you',
    'In answer to RCPT: 550, 551 or 554 with words about relaying.',
  ],
  'message.too-large': [
    'means that the message is too large',
    'In answer to MAIL or after the message: 552 in most cases.',
  ],
  'message.rejected': [
    'means that the content of the message is not accepted',
    'After the message: 550 or 554 with words about spam, a virus or a header.',
  ],
  'policy.blocked': [
    'means that the server does not trust where the mail comes from',
    'At any time: as the greeting, in answer to MAIL or RCPT, or after the message; 550 or 554 in most cases.',
  ],
  'policy.dmarc': [
    'means that the message cannot prove whose it is',
    'After the message: 550 5.7.26 in most cases.',
  ],
  'rate.limited': [
    'means that you send too fast or too much',
    'At any time: 421, 450, 451 or 452 with words about a rate or a quota.',
  ],
  'rate.greylisted': [
    'means that the server asks a stranger to come back',
    'In answer to RCPT: 450 or 451 with words about greylisting.',
  ],
  'server.busy': [
    'means that the server has too much to do, or is broken for now',
    'At any time: 421 or 451 in most cases.',
  ],
  'server.storage': [
    'means that the server is full',
    'In answer to MAIL or after the message: 452 or 431 in most cases.',
  ],
  'server.closing': [
    'means that the server said goodbye before it had taken the message',
    'At any time before the message went out: 221 or 421.',
  ],
  'connection.lost': [
    'means that the connection ended without a word',
    'At any time after the connection was made.',
  ],
  'connection.dns': [
    'means that there is no host of this name',
    'Before the connection: ENOTFOUND in most cases.',
  ],
  'connection.dns-temporary': [
    'means that nobody could say where the host is',
    'Before the connection: EAI_AGAIN in most cases.',
  ],
  'connection.refused': ['means that nothing listens on that port', 'At the connection: ECONNREFUSED.'],
  'connection.timeout': [
    'means that nothing answered in time',
    'At the connection, the greeting, or in the middle of a session: ETIMEDOUT in most cases.',
  ],
  'connection.reset': [
    'means that somebody cut the line',
    'At the connection or in the middle of a session: ECONNRESET or EPIPE.',
  ],
  'connection.unreachable': [
    'means that there is no way to the server from here',
    'At the connection: ENETUNREACH or EHOSTUNREACH.',
  ],
  'connection.proxy': [
    'means that the proxy did not let the connection through',
    'At the connection, where a proxy is set.',
  ],
  'connection.denied': [
    'means that this machine itself forbids the connection',
    'At the connection: EACCES or EPERM.',
  ],
  'tls.certificate': [
    'means that the certificate cannot be trusted',
    'During the handshake: codes such as DEPTH_ZERO_SELF_SIGNED_CERT or CERT_HAS_EXPIRED.',
  ],
  'tls.handshake': [
    'means that both sides found no way to encrypt',
    "During the handshake: 'wrong version number' in most cases.",
  ],
  'tls.unavailable': [
    'means that the server has no encryption to offer',
    'In answer to EHLO or STARTTLS: 454 or 502, or no STARTTLS at all.',
  ],
  'tls.required': [
    'means that somebody insists on encryption and there is none',
    'In answer to MAIL: 530 with words about STARTTLS.',
  ],
  'protocol.rejected': [
    'means that the server did not understand or allow a command',
    'In answer to any command: 500 to 504, or 555.',
  ],
  'protocol.violation': [
    'means that what answered does not speak SMTP',
    'At the greeting in most cases; or wherever a reply makes no sense.',
  ],
  'delivery.unknown': [
    'means that nobody can know whether the message is out',
    'After the message: the connection ended before the server had answered.',
  ],
  'message.source': [
    'means that a part of the message could not be read',
    'Before the message goes out, while its attachments are read.',
  ],
  'send.aborted': [
    'means that your own program called the sending off',
    'At any time: a signal was aborted, a deadline passed, or the transport was closed.',
  ],
  'config.credentials-missing': [
    'means that the login has no user or no password to try',
    'Before the login: auth is there, and empty.',
  ],
  'config.envelope': [
    'means that there is nobody to send from or to',
    'Before the connection: from, to, cc or bcc cannot be used.',
  ],
  'config.invalid': ['means that an option cannot work', 'Before the connection in most cases.'],
  other: ['means that this failure has no name yet', 'At any time.'],
};
