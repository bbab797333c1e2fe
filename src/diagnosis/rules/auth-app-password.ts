import type { BuiltInRule } from '../rule.js';

const gmail = 'Google Workspace Admin Help, SMTP errors and codes';

/** Logins refused because they want an app password, or a login in a browser first. */
export const appPasswordRules = (): readonly BuiltInRule[] => [
  {
    id: 'auth.app-password',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'application specific password',
        'app specific password',
        'app password',
        'application password',
        'invalidsecondfactor*',
        'with 2fa',
        '2fa enabled',
        'two factor authentication is',
        'two step verification is',
        'authorization code to login',
        'authorization code to log in',
        'use authorization code',
        'client authorization password',
        '授权码',
        '授權碼',
        '专用密码',
        '客户端密码',
        'neobhodim parol prilozheniya',
        'пароль приложения*',
        'пароль для внешнего приложения*',
        'anwendungsspezifisches passwort',
        'mot de passe d application',
        'contrasena de aplicacion*',
        'アプリパスワード',
      ],
    },
    reason: 'auth.app-password-required',
    source: `${gmail}; QQ Mail, 授权码; Mail.ru Help, passwords for external applications`,
  },
  {
    id: 'auth.web-login',
    when: {
      codes: ['4yz', '5yz'],
      text: [
        'log in via your web browser',
        'log in with your web browser',
        'login via your web browser',
        'web login required',
        'webloginrequired',
        'continuesignin*',
        'log in to webmail',
        'login to webmail',
        'log in using a web browser',
        'sign in via the web',
        'log in through the web',
      ],
    },
    reason: 'auth.web-login-required',
    source: gmail,
  },
];
