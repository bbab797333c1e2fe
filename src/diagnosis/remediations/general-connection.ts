import type { Reason } from '../reasons.js';
import type { Advice } from './advice.js';
import { again } from './again.js';

const PORT = 'Check port and secure: 465 wants secure: true, 587 wants secure: false.';
const MIDDLEBOX = 'Look for a firewall, a proxy or a virus scanner on the way that interferes.';
const USE_TLS = 'Use port 465 with secure: true, or port 587 with secure: false and requireTLS: true.';
const NO_IGNORE = 'Remove ignoreTLS: true.';

/** What to do about a connection that failed. */
export const connectionAdvice = {
  'connection.lost': {
    summary: 'The connection ended unexpectedly.',
    steps: [again.message, PORT, MIDDLEBOX],
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
    steps: [again.soon, "Check this machine's or container's name servers."],
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
    steps: [again.message, PORT, MIDDLEBOX],
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
      'Use port 465 with secure: true if the server has it, or another port of it: 587 offers STARTTLS mostly, 25 not always.',
      "Look at the server's own certificate and log where it offers STARTTLS and then refuses (454).",
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
      'Check host and port: a web, IMAP, POP3 or SSH server may be listening there; mail is sent over 465 or 587.',
      'Check secure: on port 465 it has to be true, on 587 false.',
    ],
  },
} satisfies Partial<Record<Reason, Advice>>;
