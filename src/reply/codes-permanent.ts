import type { ReplyCodeEntry } from './code-entries.js';

const RFC = { smtp: 'RFC 5321 section 4.2.3', auth: 'RFC 4954 section 6', etrn: 'RFC 1985 section 5.3' };

/** Replies that say no. */
export const permanentCodes = {
  500: {
    meaning: 'The server does not know the command, or the line was too long.',
    whenYouSeeIt: 'In answer to EHLO, AUTH or STARTTLS at old servers, or where a firewall rewrites SMTP.',
    howToFix: 'Check host and port, and whether the server offers what you use.',
    source: RFC.smtp,
  },
  501: {
    meaning: 'The server does not understand the parameters of the command.',
    whenYouSeeIt:
      'In answer to MAIL or RCPT with a malformed address, to EHLO with a bad name, to AUTH with a garbled or cancelled answer.',
    howToFix: 'Check the addresses, the name option and the login data for odd characters.',
    source: RFC.smtp,
  },
  502: {
    meaning: 'The server knows the command but does not offer it.',
    whenYouSeeIt: 'In answer to AUTH, STARTTLS or VRFY.',
    howToFix: 'Do without it, or use the port where the server offers it (465 or 587).',
    source: RFC.smtp,
  },
  503: {
    meaning: 'The command came out of order.',
    whenYouSeeIt:
      'In answer to MAIL before the login, to AUTH twice or where it is not offered, to DATA without a recipient.',
    howToFix: 'Log in first, or look at the replies before it: the first refusal is the cause.',
    source: RFC.smtp,
  },
  504: {
    meaning: 'The server does not know this parameter, often the login mechanism.',
    whenYouSeeIt: 'In answer to AUTH with a mechanism that it does not offer.',
    howToFix: 'Use a mechanism that the server offers (authMethod), over TLS.',
    source: RFC.smtp,
  },
  510: {
    meaning: 'An address is wrong.',
    whenYouSeeIt: 'In answer to MAIL or RCPT.',
    howToFix: 'Check the addresses for typing mistakes.',
    source: 'in use',
  },
  511: {
    meaning: 'The address does not exist.',
    whenYouSeeIt: 'In answer to RCPT.',
    howToFix: 'Check the address for typing mistakes.',
    source: 'in use',
  },
  512: {
    meaning: "The recipient's domain was not found in DNS.",
    whenYouSeeIt: 'In answer to RCPT.',
    howToFix: 'Check the part after the @.',
    source: 'in use',
  },
  513: {
    meaning: 'The address is of a wrong type, or you have to log in first.',
    whenYouSeeIt: 'In answer to RCPT.',
    howToFix: 'Check the address, and log in.',
    source: 'in use',
  },
  515: {
    meaning: 'The recipient address is not valid.',
    whenYouSeeIt: 'In answer to RCPT.',
    howToFix: 'Check the address for typing mistakes.',
    source: 'in use',
  },
  517: {
    meaning: 'The sender is not accepted.',
    whenYouSeeIt: 'In answer to MAIL.',
    howToFix: 'Use an address of the account you log in with, of a domain that exists.',
    source: 'in use',
  },
  521: {
    meaning: 'The host takes no mail at all.',
    whenYouSeeIt: 'As the greeting; some servers refuse a blocked sender with it.',
    howToFix: "Check host; it has to be your provider's sending server.",
    source: 'RFC 7504 section 3',
  },
  523: {
    meaning: 'The login needs an encrypted connection.',
    whenYouSeeIt: 'In answer to AUTH.',
    howToFix: 'Use TLS: port 465 with secure: true, or 587 with requireTLS: true.',
    source: 'RFC 5248 section 2.4',
  },
  524: {
    meaning: 'This login mechanism needs an encrypted connection.',
    whenYouSeeIt: 'In answer to AUTH.',
    howToFix: 'Use TLS: port 465 with secure: true, or 587 with requireTLS: true.',
    source: 'IANA registry, x.7.11',
  },
  525: {
    meaning: 'The password is right, but the account is disabled.',
    whenYouSeeIt: 'In answer to AUTH; some servers say with it that your IP address may not use the account.',
    howToFix: 'Ask the administrator or the provider to open the account again.',
    source: 'RFC 5248 section 2.4',
  },
  530: {
    meaning: 'The server wants a login, or STARTTLS, first.',
    whenYouSeeIt: 'In answer to MAIL without a login, or to AUTH and MAIL without TLS.',
    howToFix: 'Set auth; use port 465 with secure: true, or 587 with requireTLS: true.',
    source: 'RFC 4954 section 6, RFC 3207 section 4',
  },
  533: {
    meaning: 'The server does not let you send this.',
    whenYouSeeIt: 'In answer to MAIL or RCPT.',
    howToFix: 'Read the text; log in, and use an address of your account.',
    source: 'in use',
  },
  534: {
    meaning:
      'The login mechanism is too weak for this account; at Gmail, log in with a browser or use an app password.',
    whenYouSeeIt: 'In answer to AUTH.',
    howToFix: 'Use a stronger mechanism (OAuth2) or an app password.',
    source: RFC.auth,
  },
  535: {
    meaning: 'The server rejected the credentials.',
    whenYouSeeIt:
      'In answer to AUTH: a wrong user or password, an account password where an app password is wanted, a revoked or expired one, a token, or a mechanism that is switched off.',
    howToFix:
      'Check the credentials (user and password); check that an app password is current and not revoked; check that the login mechanism is the right one.',
    source: RFC.auth,
  },
  538: {
    meaning: 'This login mechanism needs an encrypted connection.',
    whenYouSeeIt: 'In answer to AUTH at older servers.',
    howToFix: 'Use TLS: port 465 with secure: true, or 587 with requireTLS: true.',
    source: 'RFC 2554 section 6',
  },
  541: {
    meaning: "The recipient's side refuses the message, mostly as spam.",
    whenYouSeeIt: 'In answer to RCPT or after the message.',
    howToFix: 'Read the text; check the content and the reputation of your address.',
    source: 'in use',
  },
  550: {
    meaning: 'The mailbox does not exist, or a policy refuses the command.',
    whenYouSeeIt: 'Mostly in answer to RCPT; with a policy, to any command and after the message.',
    howToFix: 'Check the address; if the text names a policy, a blocklist or a login, follow that.',
    source: RFC.smtp,
  },
  551: {
    meaning: 'The recipient is not here.',
    whenYouSeeIt: 'In answer to RCPT.',
    howToFix: 'Use the address that the text names, or log in if the server refuses to relay.',
    source: RFC.smtp,
  },
  552: {
    meaning: 'The message is too large, or the mailbox is full.',
    whenYouSeeIt: 'In answer to MAIL or RCPT, or after the message.',
    howToFix: 'Make the message smaller, or have the recipient make room.',
    source: 'RFC 5321 section 4.2.3, RFC 1870 section 6',
  },
  553: {
    meaning: 'The address is not allowed here.',
    whenYouSeeIt: 'In answer to MAIL with an address that is not yours, or to RCPT with a malformed one.',
    howToFix: 'Send from an address of the account you log in with; check the address.',
    source: RFC.smtp,
  },
  554: {
    meaning: 'The transaction failed, or there is no service for you here.',
    whenYouSeeIt:
      'As the greeting for a blocked address; after the message for spam, policy and everything else.',
    howToFix: 'Read the text: the code alone does not say what is wrong.',
    source: RFC.smtp,
  },
  555: {
    meaning: 'The server does not know a parameter of MAIL or RCPT.',
    whenYouSeeIt: 'In answer to MAIL or RCPT; at Gmail also for a malformed address.',
    howToFix: 'Check the address; leave out dsn and other extensions that the server does not offer.',
    source: RFC.smtp,
  },
  556: {
    meaning: "The recipient's domain takes no mail.",
    whenYouSeeIt: 'In answer to RCPT, for a domain with a null MX.',
    howToFix: 'Check the part after the @.',
    source: 'RFC 7504 section 4',
  },
  557: {
    meaning: 'A policy refuses the message, such as too many copies of it.',
    whenYouSeeIt: 'In answer to RCPT or after the message.',
    howToFix: 'Read the text; send less.',
    source: 'in use',
  },
  571: {
    meaning: 'A policy or a filter refuses you or the message.',
    whenYouSeeIt: 'In answer to MAIL or RCPT, or after the message.',
    howToFix: 'Read the text; ask the recipient or their administrator to let you through.',
    source: 'in use',
  },
} as const satisfies Readonly<Record<number, ReplyCodeEntry>>;
