import type { EnhancedCodeEntry } from './code-entries.js';

const READ = 'Read the text: the code says no more.';
const CONTENT = 'Send the message in a plainer form.';
const ADMIN = "Tell the server's administrator.";

/** X.5 and X.6: the protocol and the content (RFC 3463 sections 3.6 and 3.7). */
export const messageCodes: Readonly<Record<string, EnhancedCodeEntry>> = {
  '5.0': {
    meaning: 'Something is wrong with the protocol.',
    howToFix: READ,
    with: [220, 250, 251, 252, 253, 451, 452, 454, 458, 459, 501, 502, 503, 554],
    source: 'RFC 3463',
  },
  '5.1': {
    meaning: 'The command is not supported, or came out of order.',
    howToFix: 'Look at the replies before it; log in first if the server wants that.',
    with: [430, 500, 501, 503, 530, 550, 554, 555],
    source: 'RFC 3463',
  },
  '5.2': {
    meaning: 'The server does not understand the command.',
    howToFix: 'Check addresses and options for odd characters.',
    with: [500, 501, 502, 550, 555],
    source: 'RFC 3463',
  },
  '5.3': {
    meaning: 'There are too many recipients.',
    howToFix: 'Send to fewer recipients at once.',
    with: [451],
    source: 'RFC 3463',
  },
  '5.4': {
    meaning: 'The arguments of the command are not valid.',
    howToFix: 'Check addresses, options and the login mechanism.',
    with: [451, 501, 502, 503, 504, 550, 555],
    source: 'RFC 3463',
  },
  '5.5': {
    meaning: 'Both sides speak different versions of the protocol.',
    howToFix: ADMIN,
    source: 'RFC 3463',
  },
  '5.6': {
    meaning: 'A line of the login is longer than the server takes.',
    howToFix: 'Use a shorter token, or another mechanism.',
    with: [500],
    source: 'RFC 4954',
  },
  '6.0': { meaning: 'Something is wrong with the content.', howToFix: READ, source: 'RFC 3463' },
  '6.1': {
    meaning: 'The content is of a kind that the server does not take.',
    howToFix: CONTENT,
    source: 'RFC 3463',
  },
  '6.2': {
    meaning: 'The content needs a conversion that is forbidden.',
    howToFix: CONTENT,
    source: 'RFC 3463',
  },
  '6.3': {
    meaning: 'The content needs a conversion that the server cannot do.',
    howToFix: CONTENT,
    with: [554],
    source: 'RFC 3463',
  },
  '6.4': {
    meaning: 'The content was converted, and something was lost.',
    howToFix: CONTENT,
    with: [250],
    source: 'RFC 3463',
  },
  '6.5': { meaning: 'The conversion of the content failed.', howToFix: CONTENT, source: 'RFC 3463' },
  '6.6': {
    meaning: 'Content to be fetched from elsewhere is not available.',
    howToFix: 'Put the content into the message itself.',
    with: [554],
    source: 'RFC 4468',
  },
  '6.7': {
    meaning: 'Addresses beyond ASCII are not allowed here.',
    howToFix: 'Use an ASCII address of the same person.',
    with: [550, 553],
    source: 'RFC 6531',
  },
  '6.8': {
    meaning: 'The reply needs UTF-8, and the client did not allow it.',
    howToFix: 'Use an ASCII address of the same person.',
    with: [252, 550, 553],
    source: 'RFC 6531',
  },
  '6.9': {
    meaning: 'A recipient cannot take a message with UTF-8 in its header.',
    howToFix: 'Use ASCII addresses, and encode the header.',
    with: [550],
    source: 'RFC 6531',
  },
  '6.10': {
    meaning: 'The reply needs UTF-8, which x.6.8 says by now.',
    howToFix: 'Use an ASCII address of the same person.',
    source: 'RFC 6531',
  },
};
