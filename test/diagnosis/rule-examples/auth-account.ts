/** Replies that the rows decide of `src/diagnosis/rules/auth-account.ts`. */
export const authAccountExamples: Readonly<Record<string, readonly string[]>> = {
  'auth.app-password': [
    '534-5.7.9 Application-specific password required.\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
    '535 Login Fail. Please enter your authorization code to login. More information in https://service.mail.qq.com',
    '535 5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external',
  ],
  'auth.web-login': [
    '534 5.7.9 Please log in with your web browser and then try again. WebLoginRequired - gsmtp',
  ],
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
  'auth.locked': [
    '535 Authentication failed: account inactive',
    '535 5.7.1 Your account has been temporarily locked',
  ],
  'auth.quota': ['451 Monthly quota used up, upgrade your plan'],
  'auth.no-access': ['535 5.7.1 Authentication disabled for this user', '550 User has no permission'],
  'auth.locked-enhanced': ['525 5.7.13 no', '550 5.2.1 no'],
};
