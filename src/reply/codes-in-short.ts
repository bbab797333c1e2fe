import type { replyCodes } from './reply-codes.js';

/** What a code comes down to, as the end of a sentence that begins with it, and what a server says it for. */
type InShort = readonly [comesDownTo: string, saidFor: string];

/** Each reply code in a few words. */
export const codesInShort = {
  211: ['tells how the server is doing', 'to answer HELP with the state of the system'],
  214: ['is a text to read and nothing to act on', 'to answer HELP with a text for a person'],
  220: ['opens a conversation', 'to greet a client, and to say that TLS may begin'],
  221: ['is the polite end of a conversation', 'to end a session'],
  235: ['says that the login worked', 'to let a client in'],
  250: [
    'is the plain yes',
    'to say that a command was carried out, and after the final dot that the message is in your hands',
  ],
  251: [
    'says yes and sends the message on to another place',
    'to take a message for a recipient who has moved',
  ],
  252: [
    'says that the message is taken, but not that the address exists',
    'to take a message without telling who exists',
  ],
  253: ['says that the waiting messages are coming', 'to begin to send the messages that wait for a host'],
  334: ['asks for the next part of a login', 'to ask for the user name, the password or the next answer'],
  354: ['asks for the message itself', 'to let the client send the message, and to promise nothing yet'],
  421: ['says that the server is leaving for now', 'to close a connection for a reason that passes'],
  422: [
    'says that a mailbox is over its limit, or that a password is due',
    'to put off a mailbox that is over its limit',
  ],
  430: ['puts the client off without a standard reason', 'to refuse for the moment, if no other code fits'],
  431: [
    'says that the server has run out of disk or memory',
    'to put a message off while the disk or the memory is full',
  ],
  432: [
    'asks for the password to be changed over first',
    'to move an account over to another login mechanism',
  ],
  435: ['says that nobody can check passwords now', 'to put a login off while the passwords cannot be read'],
  441: ['says that the next server does not answer', 'to report that the next server is silent'],
  442: [
    'says that the line to the next server broke',
    'to report that the connection to the next server broke',
  ],
  446: ['says that the message runs in a circle', 'to report a loop'],
  447: ['says that the time for the delivery ran out', 'to report that a message was not delivered in time'],
  449: ['says that the server has lost its way', 'to report that no route is known'],
  450: ['asks for patience with this mailbox', 'to put off one recipient'],
  451: [
    'says that something in the server went wrong for now',
    'to put a command off because of yourself: a fault, or a policy such as greylisting',
  ],
  452: [
    'says that there is no room for this now',
    'to put a message or further recipients off until there is room',
  ],
  453: ['says that no mail is waiting', 'to answer ATRN when nothing waits'],
  454: [
    'says that logins or TLS do not work now',
    'to put a login or TLS off while your own side cannot do it',
  ],
  455: ['says that a parameter cannot be honoured now', 'to refuse a parameter for the moment'],
  458: ['says that the messages of that host cannot be queued now', 'to put an ETRN off'],
  459: ['says that this host may not fetch messages', 'to refuse an ETRN to a host that may not ask'],
  471: ['says that a filter has doubts for now', 'to put a message off while a filter fails or is unsure'],
  499: ['puts the client off in words of its own', 'to say what no other temporary code says'],
  500: ['says that the server did not recognise the command', 'to refuse what is no command of yours'],
  501: ['says that the command was fine and its arguments were not', 'to refuse a command for its arguments'],
  502: [
    'says that the server knows the command and does not offer it',
    'to refuse a command that you know and do not carry out',
  ],
  503: ['says that the command came at the wrong moment', 'to refuse a command that came too early or twice'],
  504: [
    'says that the server does not know this parameter',
    'to refuse a parameter, such as a login mechanism, that you do not have',
  ],
  510: ['says that an address is wrong', 'to refuse a wrong address, where 550 or 553 says it better'],
  511: [
    'says that there is no such address',
    'to refuse an address that does not exist, where 550 says it better',
  ],
  512: ['says that the domain cannot be found', 'to refuse a domain that DNS does not know'],
  513: [
    'says that the address is of the wrong type, or that a login is missing',
    'to refuse an address of a wrong type',
  ],
  515: [
    'says that the recipient address is not valid',
    'to refuse an address that is not valid, where 550 or 553 says it better',
  ],
  517: ['says that the sender is not welcome', 'to refuse a sender'],
  521: ['says that no mail is taken here at all', 'to greet everybody on a host that takes no mail'],
  523: ['asks for encryption before the login', 'to refuse a login in clear text'],
  524: ['asks for encryption for this kind of login', 'to refuse one mechanism in clear text'],
  525: ['says that the account is switched off', 'to refuse a right password of a disabled account'],
  530: ['asks for a login, or for TLS, first', 'to refuse mail before a login, or a login before TLS'],
  533: ['says that you may not send this', 'to refuse what an account may not send'],
  534: [
    'says that this way of logging in is too weak',
    'to refuse a mechanism that is too weak for the account',
  ],
  535: ['says that nobody was let in', 'to refuse a login with wrong credentials'],
  538: [
    'asks for encryption, in the words of an older standard',
    'to refuse a mechanism in clear text, where 524 is the newer way',
  ],
  541: [
    'says that the other side does not want this message',
    "to pass on that the recipient's side refused a message",
  ],
  550: [
    'is the plain no to an address or a command',
    'to refuse a mailbox that does not exist, or a command that a policy forbids',
  ],
  551: [
    'says that the recipient is somewhere else',
    'to refuse a recipient who has moved, and to name the new address',
  ],
  552: [
    'says that the message is too much for this mailbox',
    'to refuse what is larger than a limit that stays',
  ],
  553: [
    'says that this address may not be used here',
    'to refuse an address for its form, or for whose it is',
  ],
  554: ['is the general no', 'to refuse where no other code fits, and as the greeting of somebody unwanted'],
  555: [
    'says that the server does not know a parameter of MAIL or RCPT',
    'to refuse a parameter of MAIL or RCPT that you do not know',
  ],
  556: ['says that this domain takes no mail', 'to refuse a recipient whose domain has a null MX'],
  557: [
    'says that a policy is against this message',
    'to refuse a message for a policy, where 550 says it better',
  ],
  571: [
    'says that a filter is against you or the message',
    'to refuse by a filter, where 550 says it better',
  ],
} as const satisfies Readonly<Record<keyof typeof replyCodes, InShort>>;
