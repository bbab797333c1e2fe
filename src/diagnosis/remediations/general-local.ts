import type { Reason } from '../reasons.js';
import type { Advice } from './advice.js';

/** What to do about what no server said. */
export const localAdvice = {
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
      'Leave auth out altogether if the server takes mail from this machine without a login, as a relay inside of your network.',
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
} satisfies Partial<Record<Reason, Advice>>;
