import type { ReplyCodeEntry } from './code-entries.js';

const WAIT = 'Send again later; nothing is wrong with the message.';
const RFC = { smtp: 'RFC 5321 section 4.2.3', auth: 'RFC 4954 section 6', etrn: 'RFC 1985 section 5.3' };

/** Replies that say: not now. */
export const transientCodes = {
  421: {
    meaning: 'The service is not available; the server closes the connection.',
    whenYouSeeIt:
      'At any time: shutdown, overload, too many connections, errors or logins, or an idle connection.',
    howToFix: 'Send again later over a new connection; use fewer connections if it comes often.',
    source: RFC.smtp,
  },
  422: {
    meaning: "The recipient's mailbox is over its limit, or the password has to be changed first.",
    whenYouSeeIt: 'In answer to RCPT, or to AUTH.',
    howToFix: 'Read the text; have the recipient make room, or log in to the mailbox with a browser.',
    source: 'in use',
  },
  430: {
    meaning: 'A temporary refusal of the sender or the command.',
    whenYouSeeIt: 'Rarely; the text says why.',
    howToFix: WAIT,
    source: 'in use',
  },
  431: {
    meaning: 'The server is out of disk space or memory.',
    whenYouSeeIt: 'In answer to MAIL, RCPT or the message.',
    howToFix: WAIT,
    source: 'in use',
  },
  432: {
    meaning: 'The password has to be changed over to this login mechanism first.',
    whenYouSeeIt: 'In answer to AUTH; elsewhere, servers say with it that the mailbox is busy or stopped.',
    howToFix: 'Log in once with PLAIN over TLS, or reset the password; outside AUTH, send again later.',
    source: RFC.auth,
  },
  435: {
    meaning: 'The server cannot check the login at the moment.',
    whenYouSeeIt: 'In answer to AUTH, from Exim when its password store does not answer.',
    howToFix: 'Try again later; the password may be right.',
    source: 'in use',
  },
  441: {
    meaning: 'The next server does not answer.',
    whenYouSeeIt: 'In reports of a server that passes mail on.',
    howToFix: WAIT,
    source: 'in use',
  },
  442: {
    meaning: 'The connection to the next server broke.',
    whenYouSeeIt: 'In reports of a server that passes mail on.',
    howToFix: WAIT,
    source: 'in use',
  },
  446: {
    meaning: 'The message went through too many servers: a loop.',
    whenYouSeeIt: 'In reports of a server that passes mail on.',
    howToFix: "Look for forwarding in a circle between the recipient's servers.",
    source: 'in use',
  },
  447: {
    meaning: 'The message could not be delivered in time.',
    whenYouSeeIt: 'In reports of a server that passes mail on.',
    howToFix: 'Send again to fewer recipients at once.',
    source: 'in use',
  },
  449: {
    meaning: 'The server does not know where to send the message.',
    whenYouSeeIt: 'In answer to RCPT, or in reports.',
    howToFix: "Tell the server's administrator: its routing is at fault.",
    source: 'in use',
  },
  450: {
    meaning: "The recipient's mailbox is not available at the moment, or greylisting puts you off.",
    whenYouSeeIt: 'Mostly in answer to RCPT.',
    howToFix: WAIT,
    source: RFC.smtp,
  },
  451: {
    meaning: 'Something in the server failed, or a policy puts you off.',
    whenYouSeeIt: 'In answer to any command; greylisting uses it too.',
    howToFix: WAIT,
    source: RFC.smtp,
  },
  452: {
    meaning: 'The server has no room, or takes no more recipients in this session.',
    whenYouSeeIt: 'In answer to MAIL, RCPT or the message.',
    howToFix: 'Send again later; send to fewer recipients at once.',
    source: RFC.smtp,
  },
  453: {
    meaning: 'No mail waits for you; elsewhere, too many messages or an overloaded server.',
    whenYouSeeIt: 'In answer to ATRN, or to MAIL and RCPT.',
    howToFix: WAIT,
    source: 'RFC 2645 section 5',
  },
  454: {
    meaning: 'The server cannot check logins, or cannot start TLS, at the moment.',
    whenYouSeeIt: 'In answer to AUTH, also after too many logins, and to STARTTLS.',
    howToFix: 'Try again later, and with fewer logins; the password may be right.',
    source: 'RFC 4954 section 6, RFC 3207 section 4',
  },
  455: {
    meaning: 'The server cannot do what a parameter asks for at the moment.',
    whenYouSeeIt: 'In answer to MAIL or RCPT with parameters.',
    howToFix: 'Send again later, or without the parameter (dsn, size and the like).',
    source: RFC.smtp,
  },
  458: {
    meaning: 'The server cannot queue messages for that host.',
    whenYouSeeIt: 'In answer to ETRN.',
    howToFix: WAIT,
    source: RFC.etrn,
  },
  459: {
    meaning: 'That host may not ask for its messages.',
    whenYouSeeIt: 'In answer to ETRN.',
    howToFix: "Ask the server's administrator to allow it.",
    source: RFC.etrn,
  },
  471: {
    meaning: 'A spam or virus filter failed or refuses for now.',
    whenYouSeeIt: 'After the message.',
    howToFix: 'Read the text; send again later.',
    source: 'in use',
  },
  499: {
    meaning: "A temporary refusal of the server's own; only its text says why.",
    whenYouSeeIt: 'Rarely.',
    howToFix: 'Read the text; send again later.',
    source: 'in use',
  },
} as const satisfies Readonly<Record<number, ReplyCodeEntry>>;
