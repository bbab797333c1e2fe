import { describe, expect, it } from 'vitest';
import { type ProviderId, providers } from '../../src/diagnosis/providers.js';
import { recogniseProvider } from '../../src/diagnosis/recognise-provider.js';

describe('a provider is recognised by its host', () => {
  it.each<[string, ProviderId]>([
    ['smtp.gmail.com', 'gmail'],
    ['SMTP-Relay.Gmail.com.', 'gmail'],
    ['smtp.office365.com', 'microsoft365'],
    ['contoso-com.mail.protection.outlook.com', 'microsoft365'],
    ['smtp-mail.outlook.com', 'outlook'],
    ['smtp.live.com', 'outlook'],
    ['outlook-com.olc.protection.outlook.com', 'outlook'],
    ['smtp.qq.com', 'qq'],
    ['smtp.exmail.qq.com', 'exmail-qq'],
    ['smtp.mail.yahoo.com', 'yahoo'],
    ['smtp.mail.yahoo.co.jp', 'yahoo-jp'],
    ['email-smtp.eu-central-1.amazonaws.com', 'ses'],
    ['example.sakura.ne.jp', 'sakura'],
  ])('%s is %s', (host, id) => {
    expect(recogniseProvider({ host })).toBe(id);
  });

  it.each([
    'mail.example.com',
    'notgmail.com',
    'gmail.com.example.org',
    'ec2-192-0-2-1.compute-1.amazonaws.com',
    'vps1.ovh.net',
    'localhost',
    '',
    '.',
    '..',
    'x'.repeat(100_000),
  ])('%.40s is nobody we know', (host) => {
    expect(recogniseProvider({ host })).toBeUndefined();
  });
});
