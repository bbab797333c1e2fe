import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { DiagnoseContext, ErrorLike } from '../../src/diagnosis/diagnosis.js';
import { failures } from '../../src/diagnosis/failures.js';
import { isProviderId } from '../../src/diagnosis/marks.js';
import { providers } from '../../src/diagnosis/providers.js';
import { type Reason, reasons } from '../../src/diagnosis/reasons.js';

const everyReason = Object.keys(reasons).filter((name): name is Reason => Object.hasOwn(reasons, name));
const everyProvider = Object.keys(providers).filter(isProviderId);
const TRY_AGAIN = /^(?:Try|Send(?: the (?:same )?message)?) again/;

/** What a reply of this code means, if it means this reason. */
function about(reason: Reason, code: number, context: DiagnoseContext = {}) {
  const rules = [{ id: 'test', when: { codes: [code] }, reason }];
  return diagnose(`${code} words`, { rules, ...context });
}

describe('what to do and whether to try again never contradict each other', () => {
  test.each(everyReason)('%s', (reason) => {
    for (const provider of [undefined, ...everyProvider]) {
      for (const code of [421, 450, 550]) {
        const { retry, remediation } = about(reason, code, provider === undefined ? {} : { provider });
        const { steps } = remediation;
        expect(steps.length).toBeGreaterThan(0);
        if (!retry.safe) expect(steps.filter((step) => TRY_AGAIN.test(step))).toEqual([]);
        else expect(steps.join(' ')).not.toMatch(/off your list[;.]? (?:sending|$)|^Take the address off/);
      }
    }
  });

  test('nor where nobody knows whether the message is out', () => {
    for (const error of [
      { code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' },
      { code: 'ESOCKET', originalCode: 'ECONNRESET', command: 'CONN', message: 'read ECONNRESET' },
      { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT', command: 'CONN', message: 'Timeout' },
    ]) {
      const { retry, remediation } = diagnose(error);
      expect(retry.safe).toBe(false);
      expect(remediation.summary).toMatch(/Nothing tells whether/);
      expect(remediation.steps[0]).toMatch(/^Look whether the message has arrived/);
      expect(remediation.steps.join(' ')).not.toMatch(TRY_AGAIN);
    }
  });
});

describe('a refusal at EHLO names the option name first', () => {
  test.each<readonly [string, DiagnoseContext]>([
    ['421 4.7.0 Try again later, closing connection. (EHLO) d2e1a72fcca58-7ba01c - gsmtp', {}],
    ['421 4.7.0 Try again later, closing connection.', { phase: 'ehlo' }],
    ['421 4.3.2 Closing', { command: 'EHLO' }],
    ['501 5.5.4 Invalid domain name', { phase: 'ehlo' }],
    ['550 5.7.1 Invalid HELO name (See RFC2821 4.1.1.1)', { phase: 'rcpt' }],
  ])('%s', (reply, context) => {
    expect(diagnose(reply, context).remediation.steps[0]).toMatch(/^Set the option name/);
  });

  test('a busy server elsewhere does not', () => {
    expect(diagnose('421 4.3.2 Closing', { phase: 'mail' }).remediation.steps.join()).not.toMatch(
      /option name/,
    );
  });
});

describe('advice is for what it is given for', () => {
  const stepsFor = (error: ErrorLike, context: DiagnoseContext = {}) => {
    const { summary, steps } = diagnose(error, context).remediation;
    return [summary, ...steps].join('\n');
  };

  test("a personal account of Outlook.com gets no administrator's commands", () => {
    for (const reason of everyReason) {
      const { steps } = about(reason, 535, { provider: 'outlook' }).remediation;
      expect(steps.join()).not.toMatch(/Set-|New-|Add-|Get-|PowerShell/);
    }
  });

  test.each(failures.filter(({ id }) => id.startsWith('ses.')))(
    'Amazon SES by its SDK gets nothing of SMTP: $id',
    ({ id, when }) => {
      if (
        /timeout|network|exception|any|not-found|envelope|bad-request|too-large|message-rejected|busy|limit/.test(
          id,
        )
      )
        return;
      const [name = ''] = when.ids ?? [];
      const text = when.text?.[0];
      const said = stepsFor({ code: 'ESES', name, message: typeof text === 'string' ? text : 'x' });
      expect(said).toMatch(/AWS|Amazon SES/);
      expect(said).not.toMatch(/OAuth2|app password|SASL|auth: \{/);
    },
  );

  test('a relay without a login is told to leave auth out', () => {
    expect(stepsFor({ code: 'EAUTH', command: 'API', message: 'Missing credentials for "PLAIN"' })).toMatch(
      /Leave auth out/,
    );
  });

  test.each(['* OK IMAP4rev1 ready', 'SSH-2.0-OpenSSH_9.2', 'HTTP/1.1 400 Bad Request'])(
    'a wrong port is for the operator to mend: %s',
    (greeting) => {
      const error = {
        code: 'EPROTOCOL',
        command: 'CONN',
        response: greeting,
        message: `Invalid greeting. response=${greeting}: ${greeting}`,
      };
      expect(diagnose(error)).toMatchObject({
        disposition: 'operator-action',
        remediation: { audience: 'operator' },
      });
    },
  );

  test('and so is STARTTLS that is missing', () => {
    const text = 'EHLO failed but HELO does not support required STARTTLS. response=502 No: 502 No';
    expect(diagnose(text)).toMatchObject({ reason: 'tls.unavailable', disposition: 'operator-action' });
  });

  test.each<readonly [string, boolean]>([
    ['getaddrinfo EMFILE', true],
    ['connect EADDRNOTAVAIL 192.0.2.1:25', true],
    ["EMFILE: too many open files, open '/srv/a.pdf'", true],
    ['bind EADDRNOTAVAIL 192.0.2.9', false],
  ])('what this machine lacks is told from what a server says: %s', (text, safe) => {
    const { retry, remediation } = diagnose(text);
    expect(retry.safe).toBe(safe);
    expect(remediation.summary).toMatch(/[Tt]his machine/);
  });
});
