/** Replies that the rows decide of `src/diagnosis/rules/policy.ts`. */
export const policyExamples: Readonly<Record<string, readonly string[]>> = {
  'policy.refused-at-start': ['571 Mail from 192.0.2.1 is blocked by our anti-spam system'],
  'policy.blocked': [
    '550 Your IP is blacklisted',
    '554 No SMTP service',
    '554 Your mail is not welcome here',
  ],
  'policy.blocked-somehow': ['550 You are banned', '554 Blocked - see https://example.com/'],
};
