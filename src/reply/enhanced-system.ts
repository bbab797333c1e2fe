import type { EnhancedCodeEntry } from './code-entries.js';

const NOTHING = 'Nothing to do.';
const READ = 'Read the text: the code says no more.';
const LATER = 'Send again later.';
const ADMIN = "Tell the server's administrator.";

/** X.3 and X.4: the mail system, network and routing (RFC 3463 sections 3.4 and 3.5). */
export const systemCodes: Readonly<Record<string, EnhancedCodeEntry>> = {
  '3.0': {
    meaning: 'Something happened in the mail system.',
    howToFix: READ,
    with: [221, 250, 421, 451, 550, 554],
    source: 'RFC 3463',
  },
  '3.1': { meaning: 'The mail system is full.', howToFix: LATER, with: [452], source: 'RFC 3463' },
  '3.2': {
    meaning: 'The system takes no messages now: shutdown, overload or maintenance.',
    howToFix: LATER,
    with: [453, 521],
    source: 'RFC 3463, RFC 7504',
  },
  '3.3': {
    meaning: 'The system lacks a feature that the message asks for.',
    howToFix: 'Leave out the extension (dsn and the like).',
    source: 'RFC 3463',
  },
  '3.4': {
    meaning: 'The message is larger than the system takes.',
    howToFix: 'Make the message smaller.',
    with: [552, 554],
    source: 'RFC 3463',
  },
  '3.5': { meaning: 'The system is not set up for this message.', howToFix: ADMIN, source: 'RFC 3463' },
  '3.6': {
    meaning: 'The message was accepted with another priority than asked for.',
    howToFix: NOTHING,
    with: [250, 251],
    source: 'RFC 6710',
  },
  '4.0': {
    meaning: 'Something is wrong with the network or the route.',
    howToFix: LATER,
    source: 'RFC 3463',
  },
  '4.1': { meaning: 'The next server does not answer.', howToFix: LATER, with: [451], source: 'RFC 3463' },
  '4.2': { meaning: 'The connection broke or timed out.', howToFix: LATER, with: [421], source: 'RFC 3463' },
  '4.3': {
    meaning: 'A directory or DNS server does not answer.',
    howToFix: LATER,
    with: [451, 550],
    source: 'RFC 3463',
  },
  '4.4': {
    meaning: 'The server finds no route to the domain.',
    howToFix: 'Check the part after the @ and its MX records.',
    source: 'RFC 3463',
  },
  '4.5': { meaning: 'The mail system is congested.', howToFix: LATER, with: [451], source: 'RFC 3463' },
  '4.6': {
    meaning: 'The message goes round in a loop.',
    howToFix: "Look for forwarding in a circle between the recipient's servers.",
    source: 'RFC 3463',
  },
  '4.7': {
    meaning: 'The message became too old before it could be delivered.',
    howToFix: LATER,
    source: 'RFC 3463',
  },
};
