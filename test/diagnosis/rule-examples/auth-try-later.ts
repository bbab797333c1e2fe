/** Replies that the rows decide of `src/diagnosis/rules/auth-try-later.ts`. */
export const authTryLaterExamples: Readonly<Record<string, readonly string[]>> = {
  'auth.unreachable-backend': [
    '454 4.7.0 Temporary authentication failure',
    '535 5.7.8 Error: authentication failed: Connection lost to authentication server',
    '435 Unable to authenticate at present',
  ],
  'auth.try-later': ['454 4.3.0 Try again later'],
  'auth.rate': [
    '454 4.7.0 Too many login attempts, please try again later. - gsmtp',
    '421 4.7.0 Too many failed authentication attempts',
    '450 4.7.0 Error: too many AUTH commands from unknown[192.0.2.1]',
  ],
  'auth.address-blocked': ['535 5.7.1 Your IP is blocked', '535 Login from your country is not allowed'],
};
