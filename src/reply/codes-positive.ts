import type { ReplyCodeEntry } from './code-entries.js';

const NOTHING = 'Nothing to do.';
const RFC = { smtp: 'RFC 5321 section 4.2.3', auth: 'RFC 4954 section 6', etrn: 'RFC 1985 section 5.3' };

/** Replies that say yes, or go on. */
export const positiveCodes = {
  211: {
    meaning: 'System status or help.',
    whenYouSeeIt: 'In answer to HELP.',
    howToFix: NOTHING,
    source: RFC.smtp,
  },
  214: {
    meaning: 'Help text for a person.',
    whenYouSeeIt: 'In answer to HELP.',
    howToFix: NOTHING,
    source: RFC.smtp,
  },
  220: {
    meaning: 'The server is ready.',
    whenYouSeeIt: 'As the greeting, and in answer to STARTTLS.',
    howToFix: NOTHING,
    source: 'RFC 5321 section 4.2.3, RFC 3207 section 4',
  },
  221: {
    meaning: 'A graceful end: the server closes the connection as agreed.',
    whenYouSeeIt:
      'In answer to QUIT; unasked, when the server shuts down or an idle connection has timed out. It never says that a message was accepted.',
    howToFix: 'Nothing to do: open a new connection for the next message.',
    source: RFC.smtp,
  },
  235: {
    meaning: 'The login succeeded.',
    whenYouSeeIt: 'In answer to AUTH.',
    howToFix: NOTHING,
    source: RFC.auth,
  },
  250: {
    meaning: 'The command was carried out; after the final dot, the server has taken over the message.',
    whenYouSeeIt: 'In answer to nearly every command.',
    howToFix: NOTHING,
    source: RFC.smtp,
  },
  251: {
    meaning: 'The recipient is elsewhere; the server passes the message on.',
    whenYouSeeIt: 'In answer to RCPT or VRFY.',
    howToFix: 'Update the address if the reply names a new one.',
    source: RFC.smtp,
  },
  252: {
    meaning: 'The server does not tell whether the address exists, but takes the message.',
    whenYouSeeIt: 'In answer to VRFY, at some servers to RCPT.',
    howToFix: NOTHING,
    source: RFC.smtp,
  },
  253: {
    meaning: 'The server begins to send the messages that wait for you.',
    whenYouSeeIt: 'In answer to ETRN.',
    howToFix: NOTHING,
    source: RFC.etrn,
  },
  334: {
    meaning: 'The server waits for the next part of the login.',
    whenYouSeeIt: 'In answer to AUTH and its parts.',
    howToFix: NOTHING,
    source: RFC.auth,
  },
  354: {
    meaning: 'The server waits for the message.',
    whenYouSeeIt: 'In answer to DATA.',
    howToFix: NOTHING,
    source: RFC.smtp,
  },
} as const satisfies Readonly<Record<number, ReplyCodeEntry>>;
