/** What the catalogue says of one enhanced status code, whatever its class. */
export interface EnhancedCodeEntry {
  readonly meaning: string;
  readonly howToFix: string;
  /** The reply codes that the registry names beside it. */
  readonly with?: readonly number[];
  /** The RFC that defines it. */
  readonly source: string;
}

const NOTHING = 'Nothing to do.';
const READ = 'Read the text: the code says no more.';
const LATER = 'Send again later.';
const ADDRESS = 'Check the address for typing mistakes.';
const CONTENT = 'Send the message in a plainer form.';
const ADMIN = "Tell the server's administrator.";
const DKIM = 'Check that the message is signed with DKIM for the From domain and not changed afterwards.';
const SPF = "Check the SPF record of the sender's domain: it has to name the sending server.";
const TLS = 'Use TLS: port 465 with secure: true, or 587 with requireTLS: true.';
const RRVS = 'Ask the recipient whether the address is still theirs before you send again.';

/** The subjects of RFC 3463 section 3, by the second number. */
export const enhancedSubjects: Readonly<Record<string, string>> = {
  0: 'nothing in particular',
  1: 'address',
  2: 'mailbox',
  3: 'mail system',
  4: 'network and routing',
  5: 'protocol',
  6: 'content',
  7: 'security or policy',
};

/** IANA's registry of SMTP enhanced status codes, by subject and detail (`7.8` for x.7.8). */
export const enhancedCodes: Readonly<Record<string, EnhancedCodeEntry>> = {
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
    meaning: 'Accepted, with another priority than asked for.',
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
    meaning: 'Too many recipients.',
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
    meaning: 'The same as x.6.8; no longer to be used.',
    howToFix: 'Use an ASCII address of the same person.',
    source: 'RFC 6531',
  },
  '7.0': {
    meaning: 'A security matter that the server does not go into.',
    howToFix: READ,
    with: [220, 235, 450, 454, 500, 501, 503, 504, 530, 535, 550],
    source: 'RFC 3463',
  },
  '7.1': {
    meaning: 'You may not send this, or not to this recipient.',
    howToFix: 'Read the text: relaying without a login, a blocklist or a filter are the usual causes.',
    with: [451, 454, 502, 503, 533, 550, 551],
    source: 'RFC 3463',
  },
  '7.2': {
    meaning: 'You may not send to this mailing list.',
    howToFix: "Ask the list's owner.",
    with: [550],
    source: 'RFC 3463',
  },
  '7.3': {
    meaning: 'The message needs a conversion between two kinds of encryption.',
    howToFix: CONTENT,
    source: 'RFC 3463',
  },
  '7.4': {
    meaning: 'The server does not support a security feature, such as a login mechanism.',
    howToFix: 'Use a mechanism that the server offers.',
    with: [504],
    source: 'RFC 3463',
  },
  '7.5': {
    meaning: 'The message could not be decrypted or checked.',
    howToFix: 'Check keys and certificates.',
    source: 'RFC 3463',
  },
  '7.6': {
    meaning: 'The server does not know the cryptographic algorithm.',
    howToFix: 'Use another algorithm.',
    source: 'RFC 3463',
  },
  '7.7': {
    meaning: 'The message was damaged or changed on the way.',
    howToFix: 'Look for what rewrites messages on the way, then send again.',
    source: 'RFC 3463',
  },
  '7.8': {
    meaning: 'The server rejected the credentials.',
    howToFix:
      'Check the credentials (user and password), the app password or token, and the login mechanism.',
    with: [535, 554],
    source: 'RFC 4954',
  },
  '7.9': {
    meaning: 'The login mechanism is too weak.',
    howToFix: 'Use a stronger mechanism (OAuth2) or an app password.',
    with: [534],
    source: 'RFC 4954',
  },
  '7.10': {
    meaning: 'The login needs an encrypted connection.',
    howToFix: TLS,
    with: [523],
    source: 'RFC 5248',
  },
  '7.11': {
    meaning: 'This login mechanism needs an encrypted connection.',
    howToFix: TLS,
    with: [524, 538],
    source: 'RFC 4954',
  },
  '7.12': {
    meaning: 'The password has to be changed over to this mechanism first.',
    howToFix: 'Log in once with PLAIN over TLS, or reset the password.',
    with: [422, 432],
    source: 'RFC 4954',
  },
  '7.13': {
    meaning: 'The password is right, but the account is disabled.',
    howToFix: 'Ask the administrator or the provider to open the account again.',
    with: [525],
    source: 'RFC 5248',
  },
  '7.14': {
    meaning: 'The server needs an agreement with a third server to fetch content.',
    howToFix: ADMIN,
    with: [535, 554],
    source: 'RFC 5248',
  },
  '7.15': {
    meaning: 'The priority of the message is too low for now.',
    howToFix: LATER,
    with: [450, 550],
    source: 'RFC 6710',
  },
  '7.16': {
    meaning: 'The message is too large for its priority.',
    howToFix: 'Make the message smaller.',
    with: [552],
    source: 'RFC 6710',
  },
  '7.17': { meaning: 'The mailbox belongs to somebody else by now.', howToFix: RRVS, source: 'RFC 7293' },
  '7.18': { meaning: 'The domain belongs to somebody else by now.', howToFix: RRVS, source: 'RFC 7293' },
  '7.19': {
    meaning: 'The server cannot tell whether the mailbox changed hands.',
    howToFix: RRVS,
    source: 'RFC 7293',
  },
  '7.20': { meaning: 'No DKIM signature passed.', howToFix: DKIM, with: [550], source: 'RFC 7372' },
  '7.21': {
    meaning: 'DKIM passed, but not in a way that the server accepts.',
    howToFix: DKIM,
    with: [550],
    source: 'RFC 7372',
  },
  '7.22': {
    meaning: "DKIM passed, but not for the author's domain.",
    howToFix: DKIM,
    with: [550],
    source: 'RFC 7372',
  },
  '7.23': { meaning: 'SPF failed.', howToFix: SPF, with: [550], source: 'RFC 7372' },
  '7.24': { meaning: 'SPF could not be evaluated.', howToFix: SPF, with: [451, 550], source: 'RFC 7372' },
  '7.25': {
    meaning: 'Your address has no matching reverse DNS.',
    howToFix: 'Give the sending address a PTR record that resolves back to it.',
    with: [550],
    source: 'RFC 7372',
  },
  '7.26': {
    meaning: 'More than one of SPF, DKIM and DMARC failed.',
    howToFix: `${SPF} ${DKIM}`,
    with: [550],
    source: 'RFC 7372',
  },
  '7.27': {
    meaning: "The sender's domain says that it takes no mail (null MX).",
    howToFix: 'Send from a domain that takes replies.',
    with: [550],
    source: 'RFC 7505',
  },
  '7.28': {
    meaning: 'The message looks like part of a flood.',
    howToFix: 'Send more slowly, and find out what sends so much.',
    source: 'IANA registry',
  },
  '7.29': {
    meaning: 'The ARC chain did not validate.',
    howToFix: 'Ask who forwards the message to look at their ARC signing.',
    with: [550],
    source: 'RFC 8617',
  },
  '7.30': {
    meaning: 'The message asks for TLS all the way (REQUIRETLS), and the next server does not offer that.',
    howToFix: 'Send without REQUIRETLS, if you may.',
    with: [550],
    source: 'RFC 8689',
  },
};
