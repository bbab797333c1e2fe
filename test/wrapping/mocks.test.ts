import { AuthenticationFailedError, isSmtpError, isWrapped, wrapTransport } from 'nodemailer-smtp-errors';
import { describe, expect, test, vi } from 'vitest';
import { collectingLogger } from '../helpers/collect.js';

const failureOf = async (send: () => unknown) => {
  try {
    return await send();
  } catch (error) {
    return error;
  }
};

const message = { from: 'app@example.com', to: 'user@example.com', text: 'Hello' };
const refused = () =>
  Object.assign(new Error('Invalid login: 535 5.7.8 No'), {
    code: 'EAUTH',
    command: 'AUTH PLAIN',
    response: '535 5.7.8 No',
    responseCode: 535,
  });

describe('a mock that has sendMail alone', () => {
  test('is wrapped, and stays the mock that it was', async () => {
    const sendMail = vi.fn().mockResolvedValue({ messageId: '<1@example.com>' });
    const mailer = wrapTransport({ sendMail });
    expect(isWrapped(mailer)).toBe(true);
    expect(await mailer.sendMail(message)).toEqual({ messageId: '<1@example.com>' });
    expect(mailer.sendMail).toHaveBeenCalledExactlyOnceWith(message);
    mailer.sendMail.mockResolvedValueOnce({ messageId: '<2@example.com>' });
    expect(await mailer.sendMail(message)).toEqual({ messageId: '<2@example.com>' });
    expect(sendMail).toHaveBeenCalledTimes(2);
    expect(() => wrapTransport(mailer)).toThrow(/not wrapped yet/);
  });

  test.each([
    ['a promise', () => Promise.reject(refused())],
    [
      'an exception',
      () => {
        throw refused();
      },
    ],
  ])('fails with the error that a server would have made of it: %s', async (_, fail) => {
    const mailer = wrapTransport({ sendMail: vi.fn((_message: object) => fail()) });
    const error = await failureOf(async () => mailer.sendMail(message));
    expect(error).toBeInstanceOf(AuthenticationFailedError);
    expect(error).toMatchObject({ reason: 'auth.invalid-credentials', delivery: 'not-sent' });
    expect(mailer.sendMail).toHaveBeenCalledOnce();
  });

  test.each([
    [{ code: 'EAUTH' }, 'auth.invalid-credentials'],
    [{ code: 'EAUTH', responseCode: 535 }, 'auth.invalid-credentials'],
    [{ code: 'ECONNREFUSED' }, 'connection.refused'],
    [{ responseCode: 550 }, 'policy.blocked'],
  ])('does so as well where the mock says no more than %o', async (fields, reason) => {
    const sendMail = vi.fn().mockRejectedValue(Object.assign(new Error('Refused'), fields));
    const error = await failureOf(() => wrapTransport({ sendMail }).sendMail(message));
    expect(error).toMatchObject({ reason, delivery: 'not-sent' });
  });

  test('tells a callback', () => {
    const sendMail = vi.fn((_message, callback) => callback(refused()));
    const told = vi.fn();
    wrapTransport({ sendMail }).sendMail(message, told);
    expect(told.mock.calls[0]?.[0]).toBeInstanceOf(AuthenticationFailedError);
  });

  test('does not say "not sent" for an error that says nothing', async () => {
    const mailer = wrapTransport({ sendMail: vi.fn().mockRejectedValue(new Error('Oops')) });
    const error = await failureOf(() => mailer.sendMail(message));
    expect(isSmtpError(error) && error.delivery).toBe('unknown');
  });

  test.each([
    ['an empty text', ''],
    ['false', false],
    ['nothing', undefined],
  ])('says no success of what fails with %s', async (_what, nothing) => {
    const { logger, calls } = collectingLogger();
    const rejects = wrapTransport({ sendMail: vi.fn().mockRejectedValue(nothing) }, { logger });
    const throws = wrapTransport(
      {
        sendMail: () => {
          throw nothing;
        },
      },
      { logger },
    );
    for (const mailer of [rejects, throws])
      expect(isSmtpError(await failureOf(() => mailer.sendMail(message)))).toBe(true);
    expect(calls.map(({ args }) => args[1])).not.toContain('Mail sent');
  });

  test('gives a record of each send', async () => {
    const { logger, calls } = collectingLogger();
    const sendMail = vi.fn().mockResolvedValueOnce({}).mockRejectedValueOnce(refused());
    const mailer = wrapTransport({ sendMail }, { logger });
    await mailer.sendMail(message);
    await failureOf(() => mailer.sendMail(message));
    expect(calls.map(({ args }) => args[1])).toEqual([
      'Mail sent',
      'Mail not sent: auth.invalid-credentials',
    ]);
  });

  test('has no methods that it had not before, and answers as before without a promise', () => {
    const mailer = wrapTransport({ sendMail: vi.fn(() => undefined) });
    expect(mailer.sendMail()).toBeUndefined();
    expect('verify' in mailer || 'close' in mailer).toBe(false);
  });
});
