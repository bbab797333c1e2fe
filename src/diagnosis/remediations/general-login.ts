import type { Reason } from '../reasons.js';
import type { Advice } from './advice.js';
import { again } from './again.js';

const USE_TLS = 'Use port 465 with secure: true, or port 587 with secure: false and requireTLS: true.';
const NO_IGNORE = 'Remove ignoreTLS: true.';
const SUBMISSION = 'Use the submission port, 465 or 587, not 25.';
const TLS_FIRST = 'Connect with TLS: many servers offer the login over an encrypted connection only.';

/** What to do about a login that was refused. */
export const loginAdvice = {
  'auth.invalid-credentials': {
    summary: 'The server rejected the user name or the password.',
    steps: ['Use the full e-mail address as the user name, unless your provider names another.'],
  },
  'auth.app-password-required': {
    summary: "The server wants an app password instead of the account's password.",
    steps: [
      'Switch on two-step verification for the account, where the provider asks for it first.',
      "Create an app password in the account's security settings, and use it in place of the account's password.",
    ],
  },
  'auth.web-login-required': {
    summary: 'The server wants somebody to log in with a browser first.',
    steps: [
      "Log in to the account's webmail, confirm the sign-in and any notice shown there.",
      'Let the program log in a few minutes after that, from the same network if you can.',
      'Use an app password or OAuth2, which are not stopped like this, where the provider has them.',
    ],
  },
  'auth.mechanism': {
    summary: 'The server does not accept this login mechanism.',
    steps: [
      "Use OAuth2 (auth.type 'OAuth2') where the server offers only XOAUTH2 or OAUTHBEARER.",
      TLS_FIRST,
    ],
    audience: 'developer',
  },
  'auth.encryption-required': {
    summary: 'The server wants an encrypted connection before it takes a login.',
    steps: [USE_TLS, NO_IGNORE],
    audience: 'developer',
  },
  'auth.required': {
    summary: 'The server wants a login before it takes mail.',
    steps: [
      'Set auth: { user, pass } in the transport options, and check that both have a value at run time.',
      SUBMISSION,
      TLS_FIRST,
    ],
    audience: 'developer',
  },
  'auth.disabled': {
    summary: 'The server does not let this account log in with user and password.',
    steps: [
      "Switch on SMTP access in the account's settings, or ask the administrator to.",
      'Use OAuth2 or the app password, token or key that the provider gives out for SMTP.',
    ],
  },
  'auth.token': {
    summary: 'The server or the token service refused the OAuth2 token.',
    steps: [
      'Get a new access token; if the refresh token was revoked or has expired, authorise the application again.',
      'Check that auth.user is the mailbox the token was issued for.',
      "Check that the token has the provider's scope for SMTP.",
      'Check client id, client secret, token URL and the clock of this machine.',
    ],
  },
  'auth.account-locked': {
    summary: 'The account is locked, suspended or not activated.',
    steps: [
      'Log in to the provider with a browser and follow what it says about the account.',
      'Ask the administrator or the provider to unlock it; more logins will not.',
      'Change the password if the account was misused, and stop whatever used it.',
    ],
  },
  'auth.rate-limited': {
    summary: 'The server refuses logins for a while: there were too many.',
    steps: [
      'Wait before the next login; each further try may make it longer.',
      'Send over one pooled connection (pool: true) instead of one login for each message.',
      'Look for another program that tries with an old password.',
    ],
  },
  'auth.temporary': {
    summary: 'The server cannot check logins at the moment.',
    steps: [again.minutes, "If it lasts, look at the provider's status page or tell its support."],
    audience: 'nobody',
  },
  'auth.not-supported': {
    summary: 'The server offers no login here.',
    steps: [
      SUBMISSION,
      TLS_FIRST,
      'Remove auth from the options if this server lets you send without a login.',
    ],
    audience: 'developer',
  },
  'auth.suspended': {
    summary: 'No login was tried, because the last ones with these credentials were refused.',
    steps: [
      'Correct the credentials first: the error of the login that was refused says what is wrong.',
      'Create the transport again with the new credentials.',
    ],
  },
} satisfies Partial<Record<Reason, Advice>>;
