/** What is to be said of codes and reasons that people take for one another, beyond what can be said of any two. */
const pairs: readonly (readonly [a: string, b: string, ...sentences: readonly string[]])[] = [
  [
    '221',
    '535',
    'After 221 the connection is closed and nobody minds; after 535 it may stay open, but no mail goes out over it before a login works.',
    'Neither of them says that a message was accepted.',
  ],
  [
    '221',
    '421',
    'Both close the connection: 221 because the session is over, 421 in the middle of it, so that what was under way has failed.',
  ],
  ['220', '221', 'They are the first and the last word of a session.'],
  [
    '221',
    '250',
    'Only a 250 after the final dot accepts a message; where a 221 comes in its place, nobody knows whether the message is out.',
  ],
  [
    '535',
    '534',
    'With 535 the credentials are wrong; with 534 they may be right, and the server wants a safer way in: at Gmail an app password, or a login with a browser.',
  ],
  ['530', '535', '530 comes because there was no login, 535 because there was one and it failed.'],
  [
    '454',
    '535',
    'After 454 the password may well be right and stays as it is; after 535 somebody has to look at it.',
  ],
  [
    '421',
    '535',
    'A 421 in answer to a login says nothing about the password: too many logins or connections are the usual cause.',
  ],
  ['525', '535', 'With 525 the password is right and the account is closed; with 535 the password is wrong.'],
  [
    '535',
    '550',
    '535 is about who you are, 550 about what you ask for; a 550 in answer to a login is a policy, and its text says which.',
  ],
  ['235', '535', 'They are the two last words of a login: you are in, or you are not.'],
  ['334', '535', '334 comes in the middle of a login and 535 at its end.'],
  [
    '535',
    '5.7.8',
    'They are one answer: 5.7.8 stands beside 535 in the same reply and says more exactly what 535 says.',
  ],
  [
    '5.7.8',
    '5.7.9',
    '5.7.8 finds the credentials wrong; 5.7.9 wants a stronger way to log in, such as an app password or OAuth2.',
  ],
  [
    '421',
    '451',
    'After 421 the connection is gone and the next message needs a new one; after 451 the session goes on, and other recipients and messages may go through.',
  ],
  [
    '421',
    '450',
    '421 is about the connection as a whole, 450 about one recipient; after 450 the session goes on.',
  ],
  [
    '421',
    '554',
    'As a greeting, 421 says that the server is too busy for you now, and 554 that it does not want you.',
  ],
  ['450', '451', '450 speaks of the mailbox, 451 of the server itself; greylisting uses both.'],
  ['451', '452', '451 is a fault or a policy, 452 a lack of room or one recipient too many.'],
  [
    '450',
    '550',
    'It is the same mailbox with two futures: an address may come off a list after a 550 that says that the user is unknown, and never after a 450.',
  ],
  ['451', '550', 'After 451 keep the message, after 550 tell its sender.'],
  ['451', '554', 'Both are the general answer of their class: 451 says not now, 554 says no.'],
  [
    '452',
    '552',
    'With 452 there may be room tomorrow; with 552 a limit stays. Older servers say 552 where they mean 452, for too many recipients (RFC 5321 section 4.5.3.1.10).',
  ],
  [
    '550',
    '554',
    '550 mostly speaks of the address, in answer to RCPT; 554 mostly speaks of the message or of you. Neither says which policy it was: the text does.',
  ],
  [
    '550',
    '551',
    '551 at least knows where the recipient is; servers that refuse to relay use both, and then a login helps.',
  ],
  [
    '550',
    '553',
    '550 knows the address and has no such mailbox; 553 does not like the address itself, its form or that it is not yours.',
  ],
  ['550', '5.1.1', 'They are one answer: 5.1.1 beside 550 says that it is the mailbox, and no policy.'],
  [
    '550',
    '5.7.1',
    'They are one answer: 5.7.1 beside 550 says that it is a policy, and no mistyped address.',
  ],
  [
    '5.1.1',
    '5.7.1',
    'After 5.1.1 the address is wrong; after 5.7.1 it may be right, and you are not let through.',
  ],
  ['5.1.1', '5.2.1', 'After 5.1.1 nobody is there; after 5.2.1 somebody is, and their mailbox is closed.'],
  ['4.2.2', '5.2.2', 'The mailbox is full either way; after 4.2.2 the server would take the message later.'],
  ['551', '251', 'With 251 the server sends the message on itself; with 551 that is left to you.'],
  ['552', '554', '552 names the limit that was passed; 554 names nothing, and its text has to.'],
  ['553', '501', '501 cannot read the address; 553 can, and does not allow it.'],
  ['521', '554', 'As a greeting, 521 turns everybody away and 554 turns you away.'],
  ['530', '523', '530 leaves open whether a login or TLS is missing; 523 says that it is TLS.'],
  ['530', '538', '530 leaves open whether a login or TLS is missing; 538 says that it is TLS.'],
  [
    '534',
    '538',
    '534 wants a stronger mechanism; with 538 the mechanism will do, once the line is encrypted.',
  ],
  [
    '500',
    '502',
    'A 500 may also mean that no SMTP server is there at all; a 502 is the word of one that is.',
  ],
  ['500', '501', '500 stumbles over the command, 501 over what follows it.'],
  [
    '502',
    '503',
    'With 502 the command would be refused at any time; with 503 it was only too early or too late.',
  ],
  ['501', '555', '501 is for arguments in general, 555 for the extensions of MAIL and RCPT alone.'],
  [
    '250',
    '251',
    'Both take the recipient; after 251 the message goes to another address, and the next one may go there at once.',
  ],
  [
    '250',
    '252',
    'Both take the recipient; 250 stands for the address, 252 does not, so that a bounce may still follow.',
  ],
  [
    '251',
    '252',
    '251 knows that the recipient is elsewhere; 252 does not say where, or whether, the recipient is.',
  ],
  [
    '354',
    '250',
    'After 354 the server has nothing yet; only the 250 after the final dot says that it has taken over the message.',
  ],
  ['334', '354', 'Both ask for more: 334 for a part of the login, 354 for the message.'],
  ['334', '235', '334 is on the way into an account, 235 is there.'],
  [
    'auth.invalid-credentials',
    'auth.app-password-required',
    'The first is a wrong password; the second is often the right one of the account, in a place where only an app password is taken.',
  ],
  [
    'auth.temporary',
    'auth.invalid-credentials',
    'Nothing has to be changed after auth.temporary: the server could not look the password up.',
  ],
  [
    'auth.disabled',
    'auth.invalid-credentials',
    'No password helps with auth.disabled: the way in is switched off for the account.',
  ],
  [
    'recipient.unknown',
    'recipient.full',
    'An address comes off the list after recipient.unknown, and stays on it after recipient.full.',
  ],
  [
    'rate.limited',
    'rate.greylisted',
    'Sending more slowly helps with rate.limited; greylisting only wants a second try of the same message.',
  ],
  [
    'connection.lost',
    'delivery.unknown',
    'The connection may have ended the same way; delivery.unknown says that the message had gone out by then, and that a second try could deliver it twice.',
  ],
  [
    'connection.refused',
    'connection.timeout',
    'connection.refused comes at once, from a machine that is there; connection.timeout comes after a wait, because nothing came.',
  ],
];

const said = new Map(
  pairs.flatMap(
    ([a, b, ...sentences]) =>
      [
        [`${a} ${b}`, sentences],
        [`${b} ${a}`, sentences],
      ] as const,
  ),
);

/** The sentences about these two, in whatever order they are given. */
export function famousPairs(a: string, b: string): readonly string[] {
  return said.get(`${a} ${b}`) ?? [];
}

/**
 * What people take a code or a reason for, or put beside it.
 *
 * @param name - `535`, `'5.7.8'`, `'auth.disabled'`.
 * @returns The others, each of which `compare` has something more to say about; often none.
 * @example
 * oftenComparedWith('535').includes('534'); // true
 */
export function oftenComparedWith(name: number | string): readonly string[] {
  const sought = String(name).trim();
  return pairs.flatMap(([a, b]) => (a === sought ? [b] : b === sought ? [a] : []));
}
