import { describe, expect, it } from 'vitest';
import type { Remediation } from '../../src/diagnosis/diagnosis.js';
import { isProviderId } from '../../src/diagnosis/marks.js';
import type { ProviderId } from '../../src/diagnosis/providers.js';
import { providers } from '../../src/diagnosis/providers.js';
import { type Reason, reasons } from '../../src/diagnosis/reasons.js';
import { outOfStepRemediation } from '../../src/diagnosis/remediations/out-of-step.js';
import { providerAdvice } from '../../src/diagnosis/remediations/provider-advice.js';
import { remediationFor } from '../../src/diagnosis/remediations/remediation-for.js';
import { waitRemediations } from '../../src/diagnosis/remediations/waits.js';
import { isPageOfVendor } from '../helpers/vendor-pages.js';

const isReason = (reason: string): reason is Reason => Object.hasOwn(reasons, reason);
const everyReason = Object.keys(reasons).filter(isReason);
const everyProvider = Object.keys(providers).filter(isProviderId);
const nameOf = (id: ProviderId) => providers[id].name;

const everyRemediation: Remediation[] = [
  outOfStepRemediation,
  ...Object.values(waitRemediations),
  ...everyReason.flatMap((reason) => [
    remediationFor(reason),
    ...everyProvider.map((provider) => remediationFor(reason, provider)),
  ]),
];

describe('a wrong password gets at least the three checks, whoever answered', () => {
  it.each([undefined, ...everyProvider])('%s', (provider) => {
    const steps = remediationFor('auth.invalid-credentials', provider).steps;
    expect(steps[0]).toMatch(/^Verify user and password/);
    expect(steps[1]).toMatch(/app password.*current and not revoked/);
    expect(steps.at(-1)).toMatch(/SASL mechanism.*PLAIN, LOGIN/);
  });

  it.each(['auth.invalid-credentials', 'auth.mechanism'] as const)(
    'names the mechanisms that the server offered: %s',
    (reason) => {
      const { steps } = remediationFor(reason, 'gmail', { mechanisms: ['PLAIN', 'XOAUTH2'] });
      expect(steps.join('\n')).toMatch(/one that the server offered: PLAIN, XOAUTH2\./);
    },
  );

  it('repeats nothing of an offer that is no mechanism', () => {
    const mechanisms = ['LOGIN', '\u001B[31m', 'A'.repeat(21), 'PLAIN\r\nX', ...Array<string>(50).fill('X')];
    const step = remediationFor('auth.invalid-credentials', undefined, { mechanisms }).steps.at(-1) ?? '';
    expect(step).toMatch(/offered: LOGIN, X, X/);
    expect(step.length).toBeLessThan(200);
    expect(remediationFor('auth.mechanism', undefined, { mechanisms: ['\n'] }).steps[0]).toMatch(
      /PLAIN, LOGIN/,
    );
  });
});

describe("the provider's own answer is given where there is one", () => {
  it.each<[Reason, ProviderId, RegExp]>([
    [
      'auth.app-password-required',
      'gmail',
      /2-Step Verification.*app password.*OAuth2.*smtp-relay\.gmail\.com/,
    ],
    ['auth.web-login-required', 'gmail', /browser.*DisplayUnlockCaptcha.*retired/],
    [
      'auth.disabled',
      'microsoft365',
      /Set-CASMailbox -Identity user@example\.com -SmtpClientAuthenticationDisabled \$false/,
    ],
    [
      'auth.disabled',
      'microsoft365',
      /security defaults.*https:\/\/outlook\.office\.com\/SMTP\.Send.*High Volume Email or direct send/,
    ],
    ['auth.invalid-credentials', 'outlook', /OAuth2/],
    ['auth.app-password-required', 'yahoo', /app password/],
    ['auth.app-password-required', 'aol', /app password/],
    ['auth.app-password-required', 'icloud', /app-specific password/],
    ['auth.invalid-credentials', 'zoho', /region.*smtp\.zoho\.eu/],
    ['auth.app-password-required', 'fastmail', /app password/],
    ['auth.invalid-credentials', 'proton', /SMTP token.*Bridge/],
    ['auth.disabled', 'gmx', /POP3\/IMAP/],
    ['auth.disabled', 'webde', /POP3\/IMAP/],
    ['auth.app-password-required', 'qq', /授权码/],
    ['auth.app-password-required', 'netease163', /授权码/],
    ['auth.invalid-credentials', 'aliyun', /smtpdm\.aliyun\.com/],
    ['auth.app-password-required', 'yandex', /app password/],
    ['auth.app-password-required', 'mailru', /external apps/],
    ['auth.invalid-credentials', 'ionos', /smtp\.ionos/],
    ['auth.invalid-credentials', 'ovh', /ssl0\.ovh\.net/],
    ['auth.disabled', 'godaddy', /SMTP Authentication/],
    ['auth.invalid-credentials', 'hostinger', /hPanel/],
    ['auth.invalid-credentials', 'ses', /not the AWS secret access key.*region/],
    ['auth.invalid-credentials', 'sendgrid', /user to the word apikey/],
    ['auth.invalid-credentials', 'mailgun', /sending domain.*smtp\.eu\.mailgun\.org/],
    ['auth.invalid-credentials', 'postmark', /token as user and as password/],
    ['auth.invalid-credentials', 'brevo', /SMTP key.*Authorized IPs/],
    ['auth.invalid-credentials', 'mailjet', /secret key/],
    ['auth.invalid-credentials', 'sparkpost', /SMTP_Injection/],
    ['auth.invalid-credentials', 'mailtrap', /live\.smtp\.mailtrap\.io/],
    ['auth.invalid-credentials', 'resend', /user to the word resend/],
  ])('%s at %s', (reason, provider, steps) => {
    const remediation = remediationFor(reason, provider);
    expect(remediation.id).toBe(`${reason}/${provider}`);
    expect(remediation.steps.join(' ')).toMatch(steps);
    expect(remediation.summary).toContain(nameOf(provider));
  });

  it('says in one sentence what Gmail wants', () => {
    expect(remediationFor('auth.app-password-required', 'gmail').summary).toBe(
      "Gmail wants an app password instead of the account's password.",
    );
  });

  it.each(['constructor', 'nobody', ''])(
    'falls back to the general advice for a provider it does not know: %j',
    (id) => {
      const general = remediationFor('auth.disabled');
      expect(Reflect.apply(remediationFor, undefined, ['auth.disabled', id])).toEqual(general);
    },
  );

  it('names the provider in the general advice too', () => {
    expect(remediationFor('rate.limited', 'gmail').id).toBe('rate.limited');
    expect(remediationFor('auth.temporary', 'posteo')).toMatchObject({
      id: 'auth.temporary',
      summary: 'Posteo cannot check logins at the moment.',
    });
  });
});

describe('every remediation can be read at three in the morning', () => {
  it('has a summary of one sentence', () => {
    for (const { id, summary } of everyRemediation) {
      expect(summary, id).toMatch(/^\S.*\.$/);
      expect(summary.length, id).toBeLessThan(120);
    }
  });

  it('has one to nine steps, each a short sentence that says what to do', () => {
    for (const { id, steps } of everyRemediation) {
      expect(steps.length, id).toBeGreaterThanOrEqual(1);
      expect(steps.length, id).toBeLessThanOrEqual(9);
      expect(new Set(steps).size, id).toBe(steps.length);
      for (const step of steps) {
        expect(step, id).toMatch(/^[A-Z].*[\w.)…]$/);
        expect(step.length, `${id}: ${step}`).toBeLessThan(240);
      }
    }
  });

  it('links only to pages of the vendor or of the standard, over https', () => {
    for (const [id, rows = []] of Object.entries(providerAdvice))
      for (const { url } of rows) {
        if (url !== undefined) expect(url).toSatisfy((page: string) => isPageOfVendor(page, id));
      }
  });

  it('gives each reason at most one row for a provider', () => {
    for (const [id, rows = []] of Object.entries(providerAdvice)) {
      const named = rows.flatMap((row) => row.for);
      expect(new Set(named).size, id).toBe(named.length);
    }
  });

  it('is the same for the same question, and nobody can spoil it for others', () => {
    const first = remediationFor('auth.disabled', 'gmx');
    Reflect.apply(Array.prototype.push, first.steps, ['spoiled']);
    expect(remediationFor('auth.disabled', 'gmx').steps).not.toContain('spoiled');
  });
});

describe('the one who can act is named', () => {
  it.each<[Reason, Remediation['audience']]>([
    ['auth.invalid-credentials', 'operator'],
    ['auth.required', 'developer'],
    ['recipient.unknown', 'sender'],
    ['recipient.full', 'recipient'],
    ['rate.greylisted', 'nobody'],
  ])('%s: %s', (reason, audience) => {
    expect(remediationFor(reason).audience).toBe(audience);
  });
});
