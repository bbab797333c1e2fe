import type { Remediation } from '../diagnosis.js';

const LONGER = 'Raise stallTimeout or deadline only where it is known that it takes so long.';

/** What a person should do about a send that waited too long, by what it waited for. */
export const waitRemediations = {
  message: {
    id: 'message.source/wait',
    summary: 'The message was not ready in time.',
    steps: [
      'Look for a plugin that does not call back.',
      'Look for a stream in the message that never ends, and for a URL (attachDataUrls, html, attachments) that does not answer.',
      LONGER,
    ],
    audience: 'developer',
  },
  login: {
    id: 'connection.timeout/login',
    summary: 'Another login with the same credentials got no answer, and this one waited for it.',
    steps: [
      'See why that login gets no answer: the error of the send or verify() that tries it says more.',
      'Check whether the server takes this many logins at once; a pool (pool: true) needs few.',
      LONGER,
    ],
    audience: 'operator',
  },
  pace: {
    id: 'rate.limited/wait',
    summary:
      'The server takes fewer messages at a time than are sent, and this one was held back for too long.',
    steps: [
      'Look at the records smtp.pace.changed: they say how many connections and messages a second the server takes.',
      'Send less, ask the provider for a higher limit, or spread the mail over more time.',
      'Raise stallTimeout or deadline where the message may wait longer.',
    ],
    audience: 'operator',
  },
  queue: {
    id: 'connection.timeout/queue',
    summary: "The message waited in the pool's queue, and no connection took it.",
    steps: [
      'Raise maxConnections if the server allows more, and see whether rateLimit is lower than it has to be.',
      'Send slower, or in smaller portions: more was handed over than the pool gets rid of.',
      'Look at the errors of the messages before it, where the queue stood still.',
      'Raise deadline, or leave it out: it counts the time in the queue.',
    ],
    audience: 'developer',
  },
  server: {
    id: 'connection.timeout/server',
    summary: 'The server did not answer in time.',
    steps: [
      'See in which phase it was: in connect or greeting check host, port and secure (465 wants secure: true, 587 wants secure: false), and whether outgoing mail ports are blocked.',
      "In a later phase look at the server's log; in body also at the streams and URLs that the message is made of.",
      LONGER,
    ],
    audience: 'operator',
  },
} as const satisfies Readonly<Record<string, Remediation>>;
