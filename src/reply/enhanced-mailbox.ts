import type { EnhancedCodeEntry } from './code-entries.js';

const NOTHING = 'Nothing to do.';
const READ = 'Read the text: the code says no more.';
const ADDRESS = 'Check the address for typing mistakes.';

/** X.0 to X.2: addresses and mailboxes (RFC 3463 sections 3.1 to 3.3). */
export const mailboxCodes: Readonly<Record<string, EnhancedCodeEntry>> = {
  '0.0': { meaning: 'Only the class is known.', howToFix: READ, source: 'RFC 3463' },
  '1.0': { meaning: 'Something is wrong with an address.', howToFix: ADDRESS, source: 'RFC 3463' },
  '1.1': { meaning: 'The mailbox does not exist.', howToFix: ADDRESS, with: [451, 550], source: 'RFC 3463' },
  '1.2': {
    meaning: 'The domain does not exist or takes no mail.',
    howToFix: 'Check the part after the @.',
    source: 'RFC 3463',
  },
  '1.3': {
    meaning: 'The recipient address is malformed.',
    howToFix: ADDRESS,
    with: [501],
    source: 'RFC 3463',
  },
  '1.4': {
    meaning: 'The address fits more than one mailbox.',
    howToFix: 'Use the exact address.',
    source: 'RFC 3463',
  },
  '1.5': { meaning: 'The recipient address is valid.', howToFix: NOTHING, with: [250], source: 'RFC 3463' },
  '1.6': {
    meaning: 'The mailbox has moved, and nobody says where.',
    howToFix: 'Ask the recipient for the new address.',
    source: 'RFC 3463',
  },
  '1.7': {
    meaning: 'The sender address is malformed.',
    howToFix: 'Check from and envelope.from.',
    source: 'RFC 3463',
  },
  '1.8': {
    meaning: "The sender's domain does not exist or takes no mail.",
    howToFix: "Check the sender's domain and its MX and A records.",
    with: [451, 501],
    source: 'RFC 3463',
  },
  '1.9': {
    meaning: 'The message went on to a system that reports nothing back.',
    howToFix: NOTHING,
    source: 'RFC 3886',
  },
  '1.10': {
    meaning: "The recipient's domain says that it takes no mail (null MX).",
    howToFix: 'Check the part after the @.',
    with: [556],
    source: 'RFC 7505',
  },
  '2.0': { meaning: 'Something is wrong with the mailbox.', howToFix: READ, source: 'RFC 3463' },
  '2.1': {
    meaning: 'The mailbox is disabled.',
    howToFix: 'Ask the recipient for another address.',
    source: 'RFC 3463',
  },
  '2.2': {
    meaning: 'The mailbox is full.',
    howToFix: 'Have the recipient make room, then send again.',
    with: [552],
    source: 'RFC 3463',
  },
  '2.3': {
    meaning: 'The message is larger than this mailbox takes.',
    howToFix: 'Make the message smaller.',
    with: [552],
    source: 'RFC 3463',
  },
  '2.4': {
    meaning: 'The mailing list could not be expanded.',
    howToFix: "Tell the list's owner.",
    with: [450, 452],
    source: 'RFC 3463',
  },
};
