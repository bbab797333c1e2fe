import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis, ErrorLike } from '../../src/diagnosis/diagnosis.js';
import type { Phase } from '../../src/diagnosis/phase.js';
import type { Reason } from '../../src/diagnosis/reasons.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';

const sources = dirname(createRequire(import.meta.url).resolve('nodemailer'));

/** What is said besides the sentence, where Nodemailer puts a variable. */
const FILLED = 'example.com';

/** Every error that Nodemailer's own source makes, with the code and the command that it gives it. */
function nodemailerErrors(): readonly ErrorLike[] {
  const found: ErrorLike[] = [];
  for (const file of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js') || /punycode|package-info/.test(file)) continue;
    const source = readFileSync(join(sources, file), 'utf8');
    const calls =
      /_(?:formatError|onError)\((?:new Error\()?('[^\n]+?)\)?, '(E[A-Z0-9]+)', (\w+), '([A-Z ]+)'/g;
    for (const [, sentence = '', code, response, command] of source.matchAll(calls)) {
      found.push(errorOf(sentence, { code, command }, response !== 'false'));
    }
    const assigned = /new Error\((['"`][^\n]+)\);\n\s+\w+\.code = errors\.(E[A-Z0-9]+)/g;
    for (const [, sentence = '', code] of source.matchAll(assigned)) {
      found.push(errorOf(sentence, { code }, false));
    }
    const late = /timeoutError\('([^']+)', '([A-Z_]+)'\)/g;
    for (const [, message, timeoutType] of source.matchAll(late)) {
      found.push({ message, timeoutType, code: 'ETIMEDOUT', command: 'CONN' });
    }
    const fetched = /fail\(new Error\(('[^\n]+?)\)(?:\)|, redirectUrl)/g;
    for (const [, sentence = ''] of source.matchAll(fetched)) {
      found.push(errorOf(sentence, { code: 'EFETCH' }, false));
    }
  }
  return found;
}

function errorOf(written: string, fields: ErrorLike, hasResponse: boolean): ErrorLike {
  const whole = written.replace(/\(\(match && (': ') \+ match\[1\]\) \|\| ''\)/, '$1');
  const parts = [...whole.matchAll(/'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`/g)];
  const said = parts
    .map(([, a, b, c]) => a ?? b ?? c ?? '')
    .join(FILLED)
    .replace(`proxy${FILLED}`, 'proxy');
  const sentence = said.replace(/\$\{[^}]*\}/g, '7').replace(/\\'/g, "'");
  const open = sentence.replace(/(sender|recipient) $/, '$1 "x y"').replace(/DSN $/, 'DSN ret: "x"');
  if (!hasResponse) return { message: open, ...fields };
  const response = fields.command === 'CONN' ? '421 4.3.2 Closing' : '554 5.7.1 No';
  const own = open.endsWith('=') ? open + response : open;
  return { message: `${own}: ${response}`, response, responseCode: Number(response.slice(0, 3)), ...fields };
}

function verdict({ reason, ruleId, retry, remediation }: Diagnosis) {
  return { reason, ruleId, safe: retry.safe, remediation: remediation.id };
}

const live = nodemailerErrors();

describe("a pasted sentence of Nodemailer's gives what the live error gives", () => {
  // Older ones have fewer, and give some of them no code.
  test.runIf(nodemailerHas('finer codes'))('all of them are found in its source (Nodemailer 10.1)', () => {
    expect(live.length).toBeGreaterThan(60);
  });

  test.each(live)('$code $command: $message', (error) => {
    const message = String(error.message);
    const expected = verdict(diagnose(error));
    expect(verdict(diagnose(message))).toEqual(expected);
    expect(verdict(diagnose(`Error: ${message}`))).toEqual(expected);
    expect(verdict(diagnose(`2026-01-01 12:00:00 ERROR Error: ${message}`))).toEqual(expected);
    // One word is too little to go by, where it is not all that was pasted.
    if (message === 'Timeout') return;
    const { response } = error;
    expect(verdict(diagnose({ message, ...(response ? { response } : {}) }))).toEqual(expected);
  });
});

describe('the words around a reply name its phase', () => {
  test.each<readonly [text: string, phase: Phase]>([
    ['Invalid login: 550 5.1.1 No', 'auth'],
    ['Mail command failed: 550 5.1.1 No', 'mail'],
    ['Recipient command failed: 550 5.7.1 No', 'rcpt'],
    ["Can't send mail - all recipients were rejected: 550 5.7.1 No", 'rcpt'],
    ['Data command failed: 550 5.1.1 No', 'data'],
    ['Message failed: 550 5.1.1 No', 'final-dot'],
    ['Invalid greeting. response=554 5.7.1 No: 554 5.7.1 No', 'greeting'],
    ['host mx.example.com[192.0.2.1] said: 550 5.1.1 No (in reply to MAIL FROM command)', 'mail'],
    ['550 5.1.1 No (in reply to end of DATA command)', 'final-dot'],
    ['host mx.example.com[192.0.2.1] refused to talk to me: 554 5.7.1 No', 'greeting'],
    ['SMTP error from remote mail server after RCPT TO:<a@example.com>: 550 5.7.1 No', 'rcpt'],
    ['SMTP error from remote mail server after end of data: 550 5.1.1 No', 'final-dot'],
    ['192.0.2.1 failed after I sent the message.\nRemote host said: 550 5.1.1 No', 'final-dot'],
    ['[550 5.1.1 in answer to MAIL FROM: "No"]', 'mail'],
  ])('%s: %s', (text, phase) => {
    const { reason, ruleId } = diagnose(text);
    const code = /[45]\.\d\.\d/.exec(text)?.[0];
    expect({ reason, ruleId }).toEqual({
      reason: diagnose(`550 ${code} No`, { phase }).reason,
      ruleId: diagnose(`${text.includes('554') ? 554 : 550} ${code} No`, { phase }).ruleId,
    });
  });
});

describe('a text without a reply', () => {
  test.each<readonly [text: string, reason: Reason]>([
    ['Error: Greeting never received', 'connection.timeout'],
    ['Missing credentials for "PLAIN"', 'config.credentials-missing'],
    ['Error: read ECONNRESET', 'connection.reset'],
    ['connect ECONNREFUSED 127.0.0.1:587', 'connection.refused'],
    ['Uncaught Error: connect ETIMEDOUT 192.0.2.1:25', 'connection.timeout'],
    ['Error: getaddrinfo ENOTFOUND smtp.example.invalid', 'connection.dns'],
    ['queryA EREFUSED smtp.example.com', 'connection.dns-temporary'],
    ['Error: spawn sendmail ENOENT', 'config.invalid'],
    ["Error: ENOENT: no such file or directory, open '/srv/a.pdf'", 'message.source'],
    ['Timeout', 'connection.timeout'],
    ["Can't create new access token for user", 'auth.token'],
    ['invalid_grant: Token has been expired or revoked.', 'auth.token'],
    ['Error: invalid_client', 'auth.token'],
    ['{"error":"invalid_grant","error_description":"Bad Request"}', 'auth.token'],
    ['{\n  "error": "temporarily_unavailable"\n}', 'auth.temporary'],
    ['AADSTS70008: The provided authorization code or refresh token has expired', 'auth.token'],
    ["Error: Can't send mail - all recipients were rejected", 'recipient.rejected'],
    ['TypeError: Invalid URL', 'config.invalid'],
    [
      "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames",
      'tls.certificate',
    ],
    ['Error: self-signed certificate', 'tls.certificate'],
    ['ExpiredTokenException: The security token included in the request is expired', 'auth.token'],
    ['EAUTH', 'auth.invalid-credentials'],
    [
      '334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==',
      'auth.token',
    ],
    ['Invalid login: 454 4.7.0 Temporary authentication failure', 'auth.temporary'],
  ])('%s is %s', (text, reason) => {
    expect(diagnose(text).reason).toBe(reason);
  });

  test('a challenge that carries nothing is no failure', () => {
    expect(diagnose('334 VXNlcm5hbWU6').ruleId).toBe('not-a-failure');
  });
});
