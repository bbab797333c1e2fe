import type { Reason } from '../reasons.js';
import type { Advice } from './advice.js';
import { again } from './again.js';

const ADDRESS = 'Check the address, its domain as well, for typing mistakes.';

/** What to do about a refusal of the message, its sender or its recipients, or of a busy server. */
export const messageAdvice = {
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
    steps: ['Tell the recipient by other means to make room.', again.room],
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
    steps: [again.greylisted],
    audience: 'nobody',
  },
  'server.busy': {
    summary: 'The server is too busy, or something in it failed.',
    steps: [again.later, 'Use fewer connections at once (maxConnections) if it comes often.'],
    audience: 'nobody',
  },
  'server.storage': {
    summary: 'The server has no room for the message.',
    steps: [again.later, "Tell the server's administrator if it lasts."],
    audience: 'nobody',
  },
  'server.closing': {
    summary: 'The server said that it closes the connection, and has not taken the message.',
    steps: [again.message],
    audience: 'nobody',
  },
} satisfies Partial<Record<Reason, Advice>>;
