/** Replies that the rows decide of `src/diagnosis/rules/tls.ts`. */
export const tlsExamples: Readonly<Record<string, readonly string[]>> = {
  'tls.starttls-out-of-place': [
    '554 5.5.1 Error: TLS already active',
    '501 5.7.11 Syntax error (no parameters allowed)',
  ],
  'tls.submission-needs-starttls': [
    '530 5.7.0 Must issue a STARTTLS command first',
    '530 Plaintext authentication disallowed on non-secure connections',
  ],
  'tls.required': [
    '421 4.7.0 TLS required for RCPT domain, closing connection. - gsmtp',
    '451 5.7.3 STARTTLS is required to send mail',
    '530 5.7.0 Session encryption is required',
  ],
  'tls.certificate': ['421 4.7.1 SSL certificate error', '550 5.7.0 tlsa-invalid: DANE validation failed'],
  'tls.unavailable': ['454 4.7.0 TLS not available due to local problem', '502 5.7.0 TLS not available.'],
  'tls.handshake': ['501 SSL attempted over a non-SSL socket', '421 4.7.0 TLS handshake failed'],
  'tls.starttls-refused': ['454 4.3.0 Try again later', '500 5.5.1 unknown command'],
  'tls.starttls-misplaced': ['503 5.5.1 no', '501 5.5.4 no'],
};
