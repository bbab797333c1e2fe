/** Replies that the rows decide of `src/diagnosis/rules/providers-microsoft-codes.ts`. */
export const providersMicrosoftCodesExamples: Readonly<Record<string, readonly string[]>> = {
  'microsoft.code-tls': ['450 4.7.321 starttls-not-supported: no TLS there'],
  'microsoft.code-certificate': ['450 4.7.324 dnssec-invalid: the domain returned invalid records'],
  'microsoft.code-rate': ['550 5.1.90 No more messages today'],
  'microsoft.code-recipient': ['550 5.7.133 Sender not authenticated for group'],
  'microsoft.code-no-domain': ['550 5.4.312 Message expired, DNS query failed'],
  'microsoft.code-expired': ['550 5.4.316 Message expired, connection refused'],
  'microsoft.code-message': ['550 5.6.11 Invalid characters in message'],
  'microsoft.code-relay': ['550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'],
  'microsoft.code-unauthenticated': ['550 5.7.3 Not Authorized'],
};
