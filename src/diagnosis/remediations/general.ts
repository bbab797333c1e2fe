import type { Reason } from '../reasons.js';
import type { Advice } from './advice.js';

const AGAIN = 'Send the message again.';
const LATER = 'Try again later.';
const PORT = 'Check port and secure: 465 wants secure: true, 587 wants secure: false.';
const MIDDLEBOX = 'Look for a firewall, a proxy or a virus scanner on the way that interferes.';
const USE_TLS = 'Use port 465 with secure: true, or port 587 with secure: false and requireTLS: true.';
const NO_IGNORE = 'Remove ignoreTLS: true.';
const SUBMISSION = 'Use the submission port, 465 or 587, not 25.';
const TLS_FIRST = 'Connect with TLS: many servers offer the login over an encrypted connection only.';
const ADDRESS = 'Check the address, its domain as well, for typing mistakes.';

/** What to do where the provider is unknown or has no answer of its own. */
export const generalAdvice: Readonly<Record<Reason, Advice>> = {
  'auth.invalid-credentials': {
    summary: 'The server rejected the user name or the password.',
    steps: ['Use the full e-mail address as the user name, unless your provider names another.'],
  },
  'auth.app-password-required': {
    summary: "The server wants an app password instead of the account's password.",
    steps: [
      'Switch on two-step verification for the account, where the provider asks for it first.',
      "Create an app password in the account's security settings, and use it in place of the account's password.",
    ],
  },
  'auth.web-login-required': {
    summary: 'The server wants somebody to log in with a browser first.',
    steps: [
      "Log in to the account's webmail, confirm the sign-in and any notice shown there.",
      'Try again a few minutes later, from the same network if you can.',
      'Use an app password or OAuth2, which are not stopped like this, where the provider has them.',
    ],
  },
  'auth.mechanism': {
    summary: 'The server does not accept this login mechanism.',
    steps: [
      "Use OAuth2 (auth.type 'OAuth2') where the server offers only XOAUTH2 or OAUTHBEARER.",
      TLS_FIRST,
    ],
    audience: 'developer',
  },
  'auth.encryption-required': {
    summary: 'The server wants an encrypted connection before it takes a login.',
    steps: [USE_TLS, NO_IGNORE],
    audience: 'developer',
  },
  'auth.required': {
    summary: 'The server wants a login before it takes mail.',
    steps: [
      'Set auth: { user, pass } in the transport options, and check that both have a value at run time.',
      SUBMISSION,
      TLS_FIRST,
    ],
    audience: 'developer',
  },
  'auth.disabled': {
    summary: 'The server does not let this account log in with user and password.',
    steps: [
      "Switch on SMTP access in the account's settings, or ask the administrator to.",
      'Use OAuth2 or the app password, token or key that the provider gives out for SMTP.',
    ],
  },
  'auth.token': {
    summary: 'The server or the token service refused the OAuth2 token.',
    steps: [
      'Get a new access token; if the refresh token was revoked or has expired, authorise the application again.',
      'Check that auth.user is the mailbox the token was issued for.',
      "Check that the token has the provider's scope for SMTP.",
      'Check client id, client secret, token URL and the clock of this machine.',
    ],
  },
  'auth.account-locked': {
    summary: 'The account is locked, suspended or not activated.',
    steps: [
      'Log in to the provider with a browser and follow what it says about the account.',
      'Ask the administrator or the provider to unlock it; more logins will not.',
      'Change the password if the account was misused, and stop whatever used it.',
    ],
  },
  'auth.rate-limited': {
    summary: 'The server refuses logins for a while: there were too many.',
    steps: [
      'Wait before the next login; each further try may make it longer.',
      'Send over one pooled connection (pool: true) instead of one login for each message.',
      'Look for another program that tries with an old password.',
    ],
  },
  'auth.temporary': {
    summary: 'The server cannot check logins at the moment.',
    steps: [
      'Try again in a few minutes.',
      "If it lasts, look at the provider's status page or tell its support.",
    ],
    audience: 'nobody',
  },
  'auth.not-supported': {
    summary: 'The server offers no login here.',
    steps: [
      SUBMISSION,
      TLS_FIRST,
      'Remove auth from the options if this server lets you send without a login.',
    ],
    audience: 'developer',
  },
  'auth.suspended': {
    summary: 'No login was tried, because the last ones with these credentials were refused.',
    steps: [
      'Correct the credentials first: the error of the login that was refused says what is wrong.',
      'Create the transport again with the new credentials.',
    ],
  },
  'recipient.unknown': {
    summary: 'The recipient does not exist at that server.',
    steps: [ADDRESS, 'Take the address off your list; sending to it again harms your reputation.'],
    audience: 'sender',
  },
  'recipient.disabled': {
    summary: "The recipient's mailbox exists but does not take mail.",
    steps: [
      'Ask the recipient, by other means, for another address.',
      'Take the address off your list if it stays like this.',
    ],
    audience: 'sender',
  },
  'recipient.full': {
    summary: "The recipient's mailbox is full.",
    steps: ['Tell the recipient by other means to make room.', 'Send again later.'],
    audience: 'recipient',
  },
  'recipient.rejected': {
    summary: 'The server refuses mail for this recipient.',
    steps: [
      "Read the server's words: the recipient or a group may take mail from certain senders only.",
      'Check the address, and ask the recipient to let you through.',
    ],
    audience: 'sender',
  },
  'sender.rejected': {
    summary: 'The server does not accept this sender address.',
    steps: [
      'Use an address of the account you log in with, or one that the provider has verified for you, in from and envelope.from.',
      "Check that the sender's domain exists and has MX or A records.",
    ],
  },
  'relay.denied': {
    summary: 'The server does not pass on mail to other domains for you.',
    steps: [
      'Log in: set auth, and use the submission port, 465 or 587.',
      "Check that host is your provider's sending server, not the recipient's MX.",
      'On your own server, allow the address of this machine to relay.',
    ],
  },
  'message.too-large': {
    summary: 'The message is larger than the server takes.',
    steps: [
      'Send a link instead of the attachment, or make it smaller; encoding adds a third to its size.',
      'Send to fewer recipients at once if their number was the limit.',
    ],
    audience: 'sender',
  },
  'message.rejected': {
    summary: 'The server did not accept the content of the message.',
    steps: [
      "Read the server's words: spam, a virus, a forbidden attachment or a broken header are the usual causes.",
      'Check links, attachments and headers (From, Date, Message-ID), then send a plain text to compare.',
    ],
    audience: 'sender',
  },
  'policy.blocked': {
    summary: 'The server refuses mail from this address or domain because of its reputation or set-up.',
    steps: [
      "Send through your provider's sending server instead of straight from this machine.",
      "Check this machine's address on the blocklist that the reply names, remove the cause, and ask for delisting.",
      'Give the address a PTR record that resolves back to it, and set the name option to that name.',
    ],
  },
  'policy.dmarc': {
    summary: "The message failed the domain's SPF, DKIM or DMARC check.",
    steps: [
      "Send from the From domain's own provider, or from an address of the domain you are set up for.",
      "Add the sending server to the domain's SPF record.",
      'Sign with DKIM for the From domain, and publish the key.',
      'Publish a DMARC record and check that the From domain aligns with SPF or DKIM.',
    ],
    url: 'https://www.rfc-editor.org/rfc/rfc7489',
  },
  'rate.limited': {
    summary: 'You sent more than the server allows in this time.',
    steps: [
      'Wait, then send more slowly (pool: true with rateDelta and rateLimit) and to fewer recipients at once.',
      'If the quota is used up, wait until it is reset or ask the provider for more.',
    ],
  },
  'rate.greylisted': {
    summary: 'The server puts off mail from senders it does not know yet.',
    steps: ['Send the same message again after some minutes, from the same address and machine.'],
    audience: 'nobody',
  },
  'server.busy': {
    summary: 'The server is too busy, or something in it failed.',
    steps: [LATER, 'Use fewer connections at once (maxConnections) if it comes often.'],
    audience: 'nobody',
  },
  'server.storage': {
    summary: 'The server has no room for the message.',
    steps: [LATER, "Tell the server's administrator if it lasts."],
    audience: 'nobody',
  },
  'server.closing': {
    summary: 'The server said that it closes the connection; the message was not sent.',
    steps: [AGAIN],
    audience: 'nobody',
  },
  'connection.lost': {
    summary: 'The connection ended before the message was sent.',
    steps: [AGAIN, PORT, MIDDLEBOX],
  },
  'connection.dns': {
    summary: "The server's host name does not resolve.",
    steps: [
      'Check host for typing mistakes, blanks and a leading smtp:// or https://.',
      'Resolve the name from this machine or container (nslookup HOST).',
    ],
  },
  'connection.dns-temporary': {
    summary: "The name server did not answer when asked for the server's host name.",
    steps: ['Try again.', "Check this machine's or container's name servers."],
  },
  'connection.refused': {
    summary: 'Nothing listens on that host and port, or a firewall refuses.',
    steps: [
      'Check host and port: 465 with secure: true, 587 with secure: false; 25 is for mail between servers.',
      "In a container, localhost is the container itself: use the mail server's name.",
      'Check that the server runs and the firewall lets this machine through.',
    ],
  },
  'connection.timeout': {
    summary: 'The server did not answer in time.',
    steps: [
      'If it stopped before its greeting (phase connect or greeting), check host, port and secure: 465 wants secure: true, 587 wants secure: false.',
      'Check whether your hosting company blocks outgoing mail ports (25 mostly, 465 and 587 at some); use 2525 where the provider has it.',
      'Raise connectionTimeout, greetingTimeout or socketTimeout only if the server is known to be slow.',
    ],
  },
  'connection.reset': {
    summary: 'The connection was reset by the server or by something on the way.',
    steps: [AGAIN, PORT, MIDDLEBOX],
  },
  'connection.unreachable': {
    summary: 'There is no route to the server.',
    steps: [
      "Check this machine's network and firewall.",
      'Check whether only IPv6 fails: try family: 4, or the IPv4 address as host with tls.servername.',
    ],
  },
  'connection.proxy': {
    summary: 'The proxy did not make the connection.',
    steps: [
      "Check the proxy's URL, user and password.",
      'Check that the proxy allows connections to this host and port.',
      'For a socks proxy, install the socks package and set it with transporter.set.',
    ],
  },
  'connection.denied': {
    summary: 'This machine does not allow the connection.',
    steps: [
      "Check the system's and the container's rules for outgoing connections, and the firewall.",
      'Check the permissions of the sendmail program or socket if you use one.',
    ],
  },
  'tls.certificate': {
    summary: "The server's certificate could not be trusted.",
    steps: [
      'See which check failed (originalCode): the name, the dates or the authority.',
      'Use the host name that the certificate was issued for, or set tls.servername to it.',
      "Check the certificate's dates and chain, and this machine's clock.",
      "For a certificate of your own, give Node its authority in tls.ca; do not switch the check off (rejectUnauthorized: false) for a server you don't control.",
    ],
  },
  'tls.handshake': {
    summary: 'The encrypted connection could not be set up.',
    steps: [
      "Check port and secure: 'wrong version number' means secure: true on a port that starts in clear text; 587 wants secure: false.",
      'Check that server and Node share a TLS version; for an old server set tls.minVersion.',
      MIDDLEBOX,
    ],
  },
  'tls.unavailable': {
    summary: 'The server does not offer TLS, or cannot at the moment.',
    steps: [
      'Try again later if the server said that it is temporary.',
      'Use port 465 with secure: true if the server has it.',
      'Drop requireTLS only for a server on a network that you trust.',
    ],
  },
  'tls.required': {
    summary: 'Encryption is required, and this connection does not have it.',
    steps: [USE_TLS, NO_IGNORE],
    audience: 'developer',
  },
  'protocol.rejected': {
    summary: 'The server did not understand or allow a command.',
    steps: [
      'Check the command and the reply: an address with odd characters, or a name option that is not a host name, are the usual causes.',
      'Check that host and port belong to a sending server, and whether a firewall rewrites SMTP.',
    ],
    audience: 'developer',
  },
  'protocol.violation': {
    summary: 'What answered is not an SMTP server, or it broke the protocol.',
    steps: [
      'Check host and port: a web, IMAP or POP3 server may be listening there.',
      'Check secure: on port 465 it has to be true.',
    ],
  },
  'delivery.unknown': {
    summary: 'The message was handed over, but no acceptance came: it may or may not have been delivered.',
    steps: [
      "Look for the Message-ID in the server's log or in the sent folder.",
      'Ask a recipient before you send it again: a second copy may arrive.',
    ],
  },
  'message.source': {
    summary: 'A part of the message could not be read.',
    steps: [
      'Check that the file, URL or stream of each attachment exists, can be read, and was not read before.',
      'Check disableFileAccess and disableUrlAccess if you set them.',
    ],
    audience: 'developer',
  },
  'send.aborted': {
    summary: 'Your program called the sending off.',
    steps: [
      'Nothing is to be done if that was intended; else look for who aborts the signal or closes the transport.',
    ],
    audience: 'developer',
  },
  'config.credentials-missing': {
    summary: 'The login has no user or no password.',
    steps: [
      'Set auth: { user, pass }, and check that the environment variables they come from have a value.',
      "For OAuth2 set auth.type 'OAuth2', user, and an access token or what it takes to get one.",
    ],
    audience: 'developer',
  },
  'config.envelope': {
    summary: 'The sender or the recipients of the message cannot be used.',
    steps: [
      'Set from, and one of to, cc or bcc, to valid addresses.',
      'Check envelope if you set it yourself, and maxRecipients if there are many.',
    ],
    audience: 'developer',
  },
  'config.invalid': {
    summary: 'An option of the transport or of the message, or a plugin, does not work.',
    steps: ["Correct what the error's message names."],
    audience: 'developer',
  },
  other: {
    summary: 'This failure is not known yet; its own words say more.',
    steps: [
      "Read the server's reply, or the error's cause.",
      'Report it as an issue, without addresses and secrets, so that it gets a name.',
    ],
  },
};
