import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { DiagnoseContext } from '../../src/diagnosis/diagnosis.js';
import { type Phase, phases } from '../../src/diagnosis/phase.js';
import type { Reason } from '../../src/diagnosis/reasons.js';
import { parseReply } from '../../src/reply/parse-reply.js';

type Case = readonly [reply: string, phase: Phase | undefined, reason: Reason];

function check(reply: string, phase: Phase | undefined, reason: Reason): void {
  expect(diagnose(reply, phase ? { phase } : {}).reason).toBe(reason);
}

describe('535 says which of many things is wrong with the login', () => {
  test.each<Case>([
    ['535 5.7.8 Username and Password not accepted. - gsmtp', 'auth', 'auth.invalid-credentials'],
    [
      '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.',
      'auth',
      'auth.invalid-credentials',
    ],
    ['535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', 'auth', 'auth.disabled'],
    ['535 5.7.139 Authentication unsuccessful, account is locked.', 'auth', 'auth.account-locked'],
    [
      '535 5.7.139 Authentication unsuccessful, federated STS service was unreachable.',
      'auth',
      'auth.temporary',
    ],
    ['535 5.7.3 Authentication unsuccessful [A.PROD.OUTLOOK.COM]', 'auth', 'auth.invalid-credentials'],
    ['535 5.7.0 (#AUTH005) Too many bad auth attempts.', 'auth', 'auth.rate-limited'],
    ['535 Authentication failed: Bad username / password', undefined, 'auth.invalid-credentials'],
    ['535 5.7.8 Error: authentication failed: (reason unavailable)', 'auth', 'auth.invalid-credentials'],
    ['535 Authentication required.', 'mail', 'auth.required'],
    ['535 Error: 用户名或密码错误', 'auth', 'auth.invalid-credentials'],
    ['535 5.7.8 Error: authentication failed: no mechanism available', 'auth', 'auth.mechanism'],
    ['535 5.7.1 Your account has been temporarily locked', 'auth', 'auth.account-locked'],
  ])('%s (%s) is %s', check);

  it('read in GBK as QQ sends it, asks for the authorization code', () => {
    const gbk =
      '535 Error: \u00c7\u00eb\u00ca\u00b9\u00d3\u00c3\u00ca\u00da\u00c8\u00a8\u00c2\u00eb\u00b5\u00c7\u00c2\u00bc';
    expect(diagnose(gbk, { phase: 'auth' }).reason).toBe('auth.app-password-required');
  });

  it('in answer to a token is about the token', () => {
    expect(diagnose('535 5.7.3 Authentication unsuccessful', { command: 'AUTH XOAUTH2' }).reason).toBe(
      'auth.token',
    );
    expect(diagnose('535 5.7.3 Authentication unsuccessful', { command: 'AUTH LOGIN' }).reason).toBe(
      'auth.invalid-credentials',
    );
  });

  it('is for an operator to act on, and never for a machine to try again', () => {
    const { kind, disposition, retry } = diagnose('535 5.7.8 Error: authentication failed', {
      phase: 'auth',
    });
    expect({ kind, disposition, safe: retry.safe }).toEqual({
      kind: 'AuthenticationFailed',
      disposition: 'operator-action',
      safe: false,
    });
    expect(retry.why).not.toBe('');
  });
});

describe('a failure of the login that is not about the password', () => {
  test.each<Case>([
    ['454 4.7.0 Too many login attempts, please try again later. - gsmtp', 'auth', 'auth.rate-limited'],
    ['454 4.7.0 Temporary authentication failure', 'auth', 'auth.temporary'],
    ['421 4.7.0 example.com closing connection', 'auth', 'server.closing'],
    ['432 4.7.12 A password transition is needed', 'auth', 'auth.mechanism'],
    ['530 5.7.57 Client not authenticated to send mail', 'mail', 'auth.required'],
    [
      '538 5.7.11 Encryption required for requested authentication mechanism',
      'auth',
      'auth.encryption-required',
    ],
    ['525 5.7.13 User account disabled', 'auth', 'auth.account-locked'],
    ['502 5.5.1 Command not implemented', 'auth', 'auth.not-supported'],
    ['504 5.7.4 Unrecognized authentication type', 'auth', 'auth.mechanism'],
    ['501 5.7.0 Authentication aborted', 'auth', 'protocol.rejected'],
    ['451 Authentication failed: Maximum credits exceeded', 'auth', 'rate.limited'],
    ['550 5.1.1 Mailbox does not exist', 'auth', 'auth.invalid-credentials'],
  ])('%s (%s) is %s', check);
});

describe('221 is the end of a connection and never a delivery', () => {
  test.each(phases.filter((phase) => phase !== 'final-dot'))(
    'in phase %s the server is closing, and the message may be sent again',
    (phase) => {
      const { kind, reason, retry } = diagnose('221 2.0.0 Bye', { phase });
      expect({ kind, reason, safe: retry.safe }).toEqual({
        kind: 'ConnectionClosed',
        reason: 'server.closing',
        safe: true,
      });
    },
  );

  it('in answer to the final dot leaves the delivery unknown, and nothing may be sent again', () => {
    const { kind, retry } = diagnose('221 2.0.0 Bye', { phase: 'final-dot' });
    expect({ kind, safe: retry.safe }).toEqual({ kind: 'DeliveryUnknown', safe: false });
  });

  it('is told from 421, which says at the final dot that the message was not taken', () => {
    expect(diagnose('421 4.3.0 Server shutting down', { phase: 'final-dot' })).toMatchObject({
      reason: 'server.closing',
      retry: { safe: true },
    });
  });
});

describe('the same text means something else elsewhere', () => {
  test.each<Case>([
    ['550 5.1.1 User unknown', 'rcpt', 'recipient.unknown'],
    ['550 5.1.1 User unknown', 'auth', 'auth.invalid-credentials'],
    ['550 <a@example.com> unknown', 'mail', 'sender.rejected'],
    ['552 Quota exceeded', 'final-dot', 'recipient.full'],
    ['554 5.7.1 Access denied', 'greeting', 'policy.blocked'],
  ])('%s (%s) is %s', check);

  it('an address in the reply does not count as text', () => {
    expect(diagnose('550 5.1.1 <spam-blacklist@example.com>: no').reason).toBe('recipient.unknown');
  });
});

describe('a reply that is no failure', () => {
  test.each(['250 OK', '235 2.7.0 Accepted', '334 VXNlcm5hbWU6', '354 Go ahead'])(
    '%s is said to be none',
    (reply) => {
      expect(diagnose(reply)).toMatchObject({ reason: 'other', ruleId: 'not-a-failure' });
    },
  );
});

describe('a login that fails for now is tried again, and a token that is refused is not', () => {
  test.each<Case>([
    ['454 4.7.0 Temporary authentication failure', undefined, 'auth.temporary'],
    ['451 4.7.0 Temporary authentication failure', 'mail', 'auth.temporary'],
    ['435 4.7.8 Error: authentication failed', 'auth', 'auth.temporary'],
    ['334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=', 'auth', 'auth.token'],
    ['334 eyJzdGF0dXMiOiI1MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=', 'auth', 'auth.temporary'],
  ])('%s (%s) is %s', check);
});

describe('whose fault it is comes before what it is', () => {
  test.each<Case>([
    ['550 Outgoing mail from "a@example.com" has been suspended.', 'rcpt', 'auth.account-locked'],
    ['550 Requested action not taken: mailbox unavailable', 'rcpt', 'recipient.rejected'],
    ['501 5.1.3 Bad recipient address syntax', 'rcpt', 'recipient.rejected'],
    ['501 5.1.7 Bad sender address syntax', 'mail', 'sender.rejected'],
  ])('%s (%s) is %s', check);

  it('and no recipient is to blame at MAIL, whatever the text says', () => {
    for (const text of ['mailbox full', 'user unknown', 'no such user', 'mailbox disabled']) {
      expect(diagnose(`550 ${text}`, { phase: 'mail' }).kind, text).not.toBe('RecipientRejected');
    }
  });
});

describe('what else is known', () => {
  it('rules of the application come before the built-in ones', () => {
    const rules = [{ id: 'acme.full', when: { text: ['Acme  Quota'] }, reason: 'recipient.full' }] as const;
    expect(diagnose('535 acme quota', { rules })).toMatchObject({
      reason: 'recipient.full',
      ruleId: 'acme.full',
    });
    expect(diagnose('535 no', { rules }).reason).toBe('auth.invalid-credentials');
  });

  it('the provider is taken from the context, the host, or the reply itself', () => {
    expect(diagnose('535 no', { provider: 'zoho' }).provider).toBe('zoho');
    expect(diagnose('535 no', { host: 'smtp.gmail.com' }).provider).toBe('gmail');
    expect(diagnose('535 no - gsmtp').provider).toBe('gmail');
    expect(diagnose('535 no')).not.toHaveProperty('provider');
  });

  it('a reply taken apart gets the same diagnosis as its text', () => {
    const text = '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown';
    const reply = parseReply(text);
    expect(reply && diagnose(reply)).toEqual(diagnose(text));
  });

  it('a waiting time that the server names is waited for', () => {
    expect(diagnose('451 4.7.1 Greylisted, please try again in 5 minutes').retry).toMatchObject({
      safe: true,
      afterMs: 300_000,
    });
    expect(diagnose('550 5.7.1 blocked, try again in 5 minutes').retry).not.toHaveProperty('afterMs');
  });
});

describe('hostile input', () => {
  const anyContext: fc.Arbitrary<DiagnoseContext> = fc.record(
    { phase: fc.constantFrom(...phases), command: fc.string(), host: fc.string(), greeting: fc.string() },
    { requiredKeys: [] },
  );

  it('no string makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 0, max: 999 }),
        anyContext,
        (text, code, context) => {
          expect(diagnose(text, context).ruleId).not.toBe('');
          expect(diagnose(`${code} ${text}`, context).retry.why).not.toBe('');
        },
      ),
    );
  });

  it('no object that looks like an error makes it throw', () => {
    const keys = [
      'name',
      'message',
      'code',
      'command',
      'response',
      'responseCode',
      'originalCode',
      'timeoutType',
      'lines',
      'text',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.anything()), anyContext, (error, context) => {
        expect(diagnose(error, context).retry.why).not.toBe('');
      }),
    );
  });

  it('neither do getters that throw, nor a revoked proxy', () => {
    const throwing = {
      get message(): string {
        throw new Error('no');
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(diagnose(throwing).reason).toBe('other');
    expect(diagnose(proxy).reason).toBe('other');
  });

  test.each([
    ['one character', 'a'.repeat(1 << 20)],
    ['a reply of one line', `550 ${'x'.repeat(1 << 20)}`],
    ['line breaks', '\n'.repeat(1 << 20)],
    ['many lines', '550-5.7.1 x\r\n'.repeat(80_000)],
    ['spaces', ' '.repeat(1 << 20)],
    ['at signs', `550 ${'@'.repeat(1 << 20)}`],
    ['addresses', `550 ${'a@b.c '.repeat(170_000)}`],
    ['dots and digits', `550 ${'5.1.'.repeat(260_000)}`],
    ['codes', '550 5.1.1 '.repeat(100_000)],
    ['quotes', '"535'.repeat(260_000)],
    ['colons', ': '.repeat(520_000)],
    ['written line breaks', `550 ${'\\r\\n'.repeat(260_000)}`],
    ['waiting times', `450 try again ${'5 '.repeat(500_000)}`],
    ['long numbers', `450 try again in ${'9'.repeat(1 << 20)}`],
    ['the words of rules', `550 ${'user unknown recipient address rejected '.repeat(26_000)}`],
    ['accents', `550 ${'é'.repeat(1 << 20)}`],
    ['combining marks', `550 a${'\u0301'.repeat(1 << 20)}`],
    ['Chinese', `550 ${'邮'.repeat(1 << 20)}`],
    ['a wrapped reply, far away', `${'x'.repeat(1 << 20)}: 535 no`],
  ])('a megabyte of %s is diagnosed, and makes nothing hang', (_title, text) => {
    // What it takes is in the table of `npm run bench`; whatever backtracks runs into the test's limit.
    expect(diagnose(text).reason).toBeTypeOf('string');
    expect(diagnose({ message: text, response: text, code: text, command: text }).reason).toBeTypeOf(
      'string',
    );
  });
});

it('takes no harm from a context whose fields are anything', () => {
  const odd: unknown[] = [null, 7, {}, [], 'x', Symbol('x')];
  const fields = ['phase', 'command', 'host', 'greeting', 'provider', 'mechanisms'];
  for (const value of odd) {
    for (const context of [value, ...fields.map((field) => ({ [field]: value }))]) {
      const plain = Reflect.apply(diagnose, undefined, ['550 5.1.1 User unknown', context]);
      expect(plain).toMatchObject({ reason: 'recipient.unknown' });
      expect(Reflect.apply(diagnose, undefined, [{ code: 'EAUTH' }, context])).toHaveProperty('kind');
    }
  }
});
