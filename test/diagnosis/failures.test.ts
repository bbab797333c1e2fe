import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { ErrorLike } from '../../src/diagnosis/diagnosis.js';
import { failures } from '../../src/diagnosis/failures.js';
import type { Phase } from '../../src/diagnosis/phase.js';
import type { Reason } from '../../src/diagnosis/reasons.js';
import { failureExamples } from './failure-examples/index.js';

const examples = failures.flatMap((failure) =>
  (failureExamples[failure.id] ?? []).map((example) => ({ failure, example })),
);

describe('the row that an error is an example of is the one that decides it', () => {
  test.each(examples)('$failure.id: $example.code $example.name $example.message', ({ failure, example }) => {
    expect(diagnose(example)).toMatchObject({ ruleId: failure.id, reason: failure.reason });
  });

  it('names every row once', () => {
    const ids = failures.map((failure) => failure.id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('shows an example for every row', () => {
    expect(failures.filter(({ id }) => !failureExamples[id]?.length)).toEqual([]);
    const ids = new Set(failures.map((failure) => failure.id));
    expect(Object.keys(failureExamples).filter((id) => !ids.has(id))).toEqual([]);
  });
});

/** The keys of ERROR_CODES, which Nodemailer does not export to its users. */
const nodemailerCodes = [
  'ECONNECTION ETIMEDOUT ESOCKET EDNS ETLS EREQUIRETLS EPROTOCOL EENVELOPE EMESSAGE EOTP ESTREAM EABORT',
  'EAUTH ENOAUTH EOAUTH2 EMAXLIMIT EMAXRECIPIENTS ESENDMAIL ESES ECONFIG EPROXY EFILEACCESS EURLACCESS EFETCH',
].flatMap((line) => line.split(' '));

describe('every code of Nodemailer has a meaning, also where nothing else is known', () => {
  test.each(nodemailerCodes)('%s', (code) => {
    expect(diagnose({ code, message: 'something' }).reason).not.toBe('other');
  });
});

describe('an error with a reply is diagnosed by its reply, in the phase that the error tells', () => {
  test.each<readonly [ErrorLike, Reason]>([
    [
      { code: 'EAUTH', command: 'AUTH PLAIN', response: '550 5.1.1 Mailbox does not exist' },
      'auth.invalid-credentials',
    ],
    [{ code: 'EAUTH', command: 'AUTH XOAUTH2', response: '535 5.7.8 no' }, 'auth.token'],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', response: '550 5.1.7 Invalid address' }, 'sender.rejected'],
    [{ code: 'EENVELOPE', command: 'RCPT TO', response: '550 no' }, 'recipient.rejected'],
    [{ code: 'EENVELOPE', command: 'DATA', response: '221 Bye' }, 'server.closing'],
    [{ code: 'EMESSAGE', command: 'DATA', response: '221 Bye' }, 'delivery.unknown'],
    [{ code: 'EMESSAGE', command: 'DATA', response: '554 no' }, 'message.rejected'],
    [
      {
        code: 'EPROTOCOL',
        command: 'CONN',
        message: 'Invalid greeting. response=221 Bye',
        response: '221 Bye',
      },
      'server.closing',
    ],
    [{ code: 'ETLS', command: 'STARTTLS', response: '454 no' }, 'tls.unavailable'],
    [
      { code: 'EAUTH', message: 'Invalid login: 535 5.7.8 no', responseCode: 535 },
      'auth.invalid-credentials',
    ],
    [{ responseCode: 535 }, 'auth.invalid-credentials'],
    [
      { code: 'EAUTH', command: 'AUTH LOGIN', message: 'Invalid login sequence', response: '250 OK' },
      'protocol.violation',
    ],
    [{ code: 'EPROTOCOL', response: 'HTTP/1.1 400 Bad Request' }, 'protocol.violation'],
  ])('%o is %s', (error, reason) => {
    expect(diagnose(error).reason).toBe(reason);
  });
});

describe('a lost connection', () => {
  const lost = { code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' };

  it('after the final dot leaves the delivery unknown', () => {
    expect(diagnose(lost, { phase: 'final-dot' })).toMatchObject({
      reason: 'delivery.unknown',
      retry: { safe: false },
    });
  });

  test.each<Phase>(['greeting', 'auth', 'rcpt', 'data', 'body'])(
    'in phase %s may be tried again',
    (phase) => {
      expect(diagnose(lost, { phase })).toMatchObject({ reason: 'connection.lost', retry: { safe: true } });
    },
  );

  it('may not be tried again where nobody says how far the message had come', () => {
    const { reason, retry } = diagnose(lost);
    expect({ reason, safe: retry.safe }).toEqual({ reason: 'connection.lost', safe: false });
    expect(retry.why).toContain('twice');
  });

  it('may be tried again where the error itself shows that nothing had been sent', () => {
    expect(
      diagnose({ code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' }).retry.safe,
    ).toBe(true);
    expect(
      diagnose({ code: 'ESOCKET', originalCode: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }).retry.safe,
    ).toBe(true);
  });
});

it('an error of which nothing is known is called other, and is not tried again', () => {
  expect(diagnose({ message: 'what is this' })).toMatchObject({ reason: 'other', retry: { safe: false } });
});

describe('what fails without a reply names what decided, too', () => {
  test.each<[ErrorLike, readonly string[] | undefined]>([
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }, ['ECONNREFUSED']],
    [{ code: 'ETLS', originalCode: 'CERT_HAS_EXPIRED', message: 'certificate' }, ['CERT_HAS_EXPIRED']],
    [
      { code: 'ETLS', message: 'Error initiating TLS - self-signed certificate' },
      ['self-signed certificate'],
    ],
    [{ message: 'something new' }, undefined],
  ])('%j', (error, because) => {
    expect(diagnose(error).because).toEqual(because);
  });

  it('also the phase, where the phase is what makes it so', () => {
    const lost = { code: 'ECONNECTION', originalCode: 'ECONNRESET', message: 'read ECONNRESET' };
    expect(diagnose(lost, { phase: 'final-dot' })).toMatchObject({
      reason: 'delivery.unknown',
      because: expect.arrayContaining(['final-dot']),
    });
  });
});
