import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { startScriptedServer } from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { maskAddresses } from '../../src/errors/mask-addresses.js';
import { collectingLogger, rejection } from '../helpers/collect.js';

const known = [
  'jane.doe@rcpt.example',
  'janedoe@rcpt.example',
  'bob42+news@rcpt.example',
  'info@rcpt.example',
  'a@x.example',
  '"jane \\"dee\\" doe"@rcpt.example',
];

describe('a known mailbox is hidden however a server writes it', () => {
  test.each([
    ['jane.doe... User unknown', '***... User unknown'],
    ['info... User unknown', '***... User unknown'],
    ['<jane.doe>: Recipient address rejected', '<***>: Recipient address rejected'],
    ['<info>: Recipient address rejected', '<***>: Recipient address rejected'],
    ['<A> no such user', '<***> no such user'],
    ['<jane.doe=40rcpt.example> unknown', '<***=40rcpt.example> unknown'],
    ['bounce-jane.doe=rcpt.example unknown', 'bounce-***=rcpt.example unknown'],
    ['<"jane \\"dee\\" doe"@rcpt.example> unknown', '<***@rcpt.example> unknown'],
    ['No such user: jane "dee" doe', 'No such user: ***'],
    ['No such user JaneDoe here', 'No such user *** here'],
    ['cannot open /var/mail/janedoe: no', 'cannot open /var/mail/***: no'],
    ['"info" is no mailbox of ours', '"***" is no mailbox of ours'],
    ['unknown user: info', 'unknown user: ***'],
    ['no mailbox bob42 (bob42+news)', 'no mailbox *** (***)'],
    ['see https://rcpt.example/?u=bob42%2Bnews', 'see https://rcpt.example/?u=***'],
    ['<jane.doe\n550 @rcpt.example> unknown', '<***\n550 @rcpt.example> unknown'],
    ['<jane\n550 5.1.1 .doe@rcpt.example> unknown', '<***@rcpt.example> unknown'],
    ['<jane .doe@rcpt.example> unknown', '<***@rcpt.example> unknown'],
    ['no janed\r\n550 oe', 'no ***'],
  ])('%j', (text, masked) => {
    expect(maskAddresses(text, known)).toBe(masked);
  });

  test.each([
    'Mail for info is refused, a mail server said; see info at https://info.example/a/info.html',
    'User unknown in local recipient table',
    'a user of jane.doe.example',
    'mary.jane.doe and janedoes',
    '5.1.1 No such user - a sentence of "ours"',
  ])('and a sentence is left a sentence: %j', (text) => {
    const ordinary = ['info', 'user', 'a', 'mail', 'no', 'such', 'recipient', 'local', '5.1.1', '550'];
    expect(
      maskAddresses(text, [...known.slice(0, 2), ...ordinary.map((name) => `${name}@rcpt.example`)]),
    ).toBe(text);
  });

  test('and no long text, and no long list, takes long', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `user${index}.name@rcpt.example`);
    for (const unit of ['jane.do', 'j a n e', '<', '"', 'user:', 'janedoe', '\n550 j', '@', 'user1'])
      expect(maskAddresses(unit.repeat(8192 / unit.length), [...known, ...many])).toBeTypeOf('string');
  });

  test('and a name of blanks is no name', () => {
    expect(maskAddresses('No such user', ['" "@rcpt.example'])).toBe('No such user');
  });
});

const answers = [
  '550 5.1.1 jane.doe... User unknown',
  '550 5.1.1 <jane.doe>: Recipient address rejected: User unknown in local recipient table',
  '550 5.1.1 <jane.doe=40rcpt.example> unknown',
  '550 5.1.1 <"jane \\"dee\\" doe"@rcpt.example> unknown',
  '550-5.1.1 <jane.doe\r\n550 @rcpt.example> unknown',
  '550-5.1.1 <jane\r\n550 5.1.1 .doe@rcpt.example> unknown',
];

test.each(answers)(
  'no name of a mailbox leaves the process, whatever is shown of an error: %j',
  async (reply) => {
    for (const script of [{ rcpt: reply }, { 'final-dot': reply }, { mail: reply }]) {
      await using server = await startScriptedServer({ script });
      const log = collectingLogger();
      const mailer = wrapTransport(nodemailer.createTransport({ host: server.host, port: server.port }), {
        retry: false,
        logger: log.logger,
        log: { serverText: true, replies: true, addresses: 'domain' },
      });
      const envelope = {
        from: 'mail' in script ? 'jane.doe@rcpt.example' : 'a@x.example',
        to: 'jane.doe@rcpt.example',
      };
      const error = await rejection(mailer.sendMail({ ...envelope, text: 'x' }));
      if (!isSmtpError(error)) throw error;
      const shown = [
        error.message,
        JSON.stringify(error),
        JSON.stringify(error.toJSON({ addresses: 'hash' })),
        inspect(error),
        JSON.stringify(log.calls),
      ];
      for (const text of shown) expect(text).not.toMatch(/jane|dee\\/i);
      expect(error.message).toMatch(/unknown/i);
    }
  },
);
