/** Replies that the rows decide of `src/diagnosis/rules/auth-app-password.ts`. */
export const authAppPasswordExamples: Readonly<Record<string, readonly string[]>> = {
  'auth.app-password': [
    '534-5.7.9 Application-specific password required.\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
    '535 Login Fail. Please enter your authorization code to login. More information in https://service.mail.qq.com',
    '535 5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external',
  ],
  'auth.web-login': [
    '534 5.7.9 Please log in with your web browser and then try again. WebLoginRequired - gsmtp',
  ],
};
