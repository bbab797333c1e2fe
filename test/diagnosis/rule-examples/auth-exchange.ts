/** Replies that the rows decide of `src/diagnosis/rules/auth-exchange.ts`. */
export const authExchangeExamples: Readonly<Record<string, readonly string[]>> = {
  'auth.not-offered': [
    '503 5.5.1 Error: authentication not enabled',
    '503 AUTH command used when not advertised',
    '502 5.5.2 Error: command not recognized',
  ],
  'auth.exchange': [
    '501 5.7.0 Authentication aborted',
    '503 5.5.1 Error: already authenticated',
    '501 Invalid base64 data',
    '501 5.5.4 Syntax: AUTH mechanism',
  ],
  'auth.mechanism-missing': ['501 5.5.2 Mechanism required'],
  'auth.mechanism': [
    '504 5.7.4 Unrecognized authentication type',
    '535 5.7.8 Error: authentication failed: Invalid authentication mechanism',
  ],
  'auth.reason-unavailable': ['535 5.7.8 Error: authentication failed: (reason unavailable)'],
  'auth.encryption-enhanced': ['503 5.7.10 no'],
  'auth.refused-enhanced': ['535 5.7.8 Error: authentication failed'],
  'auth.failed': ['503 Authentication failed'],
};
