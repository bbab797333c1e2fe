import type { ProviderAdviceTable } from './advice.js';

const GOOGLE_APP_PASSWORD = [
  'Switch on 2-Step Verification for the Google account: app passwords need it.',
  "Create an app password at myaccount.google.com/apppasswords and use its 16 letters, without blanks, as the password; changing the account's password revokes it.",
  "Or use OAuth2 (auth.type 'OAuth2', scope https://mail.google.com/).",
  'In Google Workspace, where the administrator does not allow app passwords, use OAuth2 or the SMTP relay (smtp-relay.gmail.com).',
];

const MICROSOFT_OAUTH =
  'Move to OAuth2 with the scope https://outlook.office.com/SMTP.Send: Microsoft is retiring user and password (basic authentication) for SMTP AUTH.';

const ENABLE_SMTP_AUTH =
  "For an organisation's mailbox, have SMTP AUTH switched on: Set-CASMailbox -Identity user@example.com -SmtpClientAuthenticationDisabled $false (personal accounts of outlook.com or hotmail.com have no such switch: OAuth2 only).";

const SMTP_AUTH_PAGE =
  'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission';

const OUTLOOK_PAGE =
  'https://support.microsoft.com/office/pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040';

export const googleAndMicrosoft = {
  gmail: [
    {
      for: ['auth.invalid-credentials'],
      steps: ['Use the full address as the user name.', ...GOOGLE_APP_PASSWORD],
      url: 'https://support.google.com/mail/?p=BadCredentials',
    },
    {
      for: ['auth.app-password-required', 'auth.disabled'],
      steps: GOOGLE_APP_PASSWORD,
      url: 'https://support.google.com/accounts/answer/185833',
    },
    {
      for: ['auth.web-login-required'],
      steps: [
        'Log in to the account with a browser, and confirm that the blocked sign-in was yours.',
        'Use an app password or OAuth2: neither asks for a login with a browser.',
        'Do not look for DisplayUnlockCaptcha or "less secure apps": Google has retired both.',
      ],
      url: 'https://support.google.com/accounts/answer/185833',
    },
    {
      for: ['auth.token'],
      steps: [
        'Check that the token has the scope https://mail.google.com/; gmail.send is for the API only.',
        'Get a new refresh token if the old one is invalid: while the app is in testing, Google lets it expire after seven days.',
        'Check that auth.user is the mailbox that gave its consent, or that the service account may act for it (domain-wide delegation).',
      ],
      url: 'https://developers.google.com/identity/protocols/oauth2',
    },
    {
      for: ['relay.denied'],
      steps: [
        "For smtp-relay.gmail.com: in the Admin console, at Apps > Google Workspace > Gmail > Routing, add this machine's address to the SMTP relay service, or let it require a login.",
        "Send from an address of your Workspace's domain.",
        'For smtp.gmail.com: set auth.',
      ],
      url: 'https://support.google.com/a/answer/2956491',
    },
  ],
  microsoft365: [
    {
      for: ['auth.disabled'],
      summary: 'Microsoft 365 does not let this mailbox log in with user and password over SMTP.',
      steps: [
        ENABLE_SMTP_AUTH,
        'Or in the admin center: Users > Active users > the user > Mail > Manage email apps > Authenticated SMTP.',
        "Check the tenant with Get-TransportConfig (SmtpClientAuthenticationDisabled); a mailbox's own setting overrides it.",
        'Look for security defaults, Conditional Access or an authentication policy: each blocks user and password whatever the mailbox says.',
        MICROSOFT_OAUTH,
        'Where OAuth2 is not possible, use High Volume Email or direct send to recipients inside the tenant.',
      ],
      url: SMTP_AUTH_PAGE,
    },
    {
      for: ['auth.invalid-credentials', 'auth.app-password-required', 'auth.web-login-required'],
      steps: [
        'Use the user principal name, mostly the full address, as the user name.',
        'Log in at outlook.office.com with the same user and password: a password that has expired, or a second factor, shows there.',
        ENABLE_SMTP_AUTH,
        MICROSOFT_OAUTH,
      ],
      url: SMTP_AUTH_PAGE,
    },
    {
      for: ['auth.token'],
      steps: [
        'Ask for the scope https://outlook.office.com/SMTP.Send, or, for an application without a user, for https://outlook.office365.com/.default with the permission SMTP.SendAsApp.',
        'For an application without a user: grant admin consent, register it with New-ServicePrincipal, and give it the mailbox with Add-MailboxPermission.',
        'Check that auth.user is the mailbox itself.',
        ENABLE_SMTP_AUTH,
      ],
      url: 'https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
    },
    {
      for: ['auth.required', 'relay.denied'],
      steps: [
        'Log in: set auth, port 587, secure: false and requireTLS: true.',
        "To send without a login (direct send), connect to your domain's own MX, …mail.protection.outlook.com, on port 25; it takes mail for your own domain only.",
        ENABLE_SMTP_AUTH,
      ],
      url: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
    },
    {
      for: ['sender.rejected'],
      steps: [
        'Send from the address of the mailbox that logs in.',
        'Or grant it the other one: Add-RecipientPermission -Identity sender@example.com -Trustee user@example.com -AccessRights SendAs',
      ],
    },
  ],
  outlook: [
    {
      for: ['auth.invalid-credentials', 'auth.app-password-required', 'auth.disabled', 'auth.mechanism'],
      summary:
        'Outlook.com takes OAuth2 only; it no longer accepts a user and a password, nor an app password.',
      steps: [
        "Use OAuth2 (auth.type 'OAuth2', scope https://outlook.office.com/SMTP.Send) with the host smtp-mail.outlook.com and port 587.",
        'Check that auth.user is the address that gave its consent.',
        'Or send through a service that is made for applications.',
      ],
      url: OUTLOOK_PAGE,
    },
    {
      for: ['auth.required', 'relay.denied'],
      steps: [
        "Log in: set auth with type 'OAuth2', host smtp-mail.outlook.com, port 587, secure: false and requireTLS: true.",
        'Send from the address that logs in.',
      ],
      url: OUTLOOK_PAGE,
    },
    {
      for: ['auth.web-login-required', 'auth.account-locked'],
      steps: [
        'Sign in at outlook.live.com with a browser, and confirm or unlock what it asks for (a code by phone, mostly).',
        'Look at account.microsoft.com (Security > Recent activity) whether the blocked sign-in was yours.',
        'Send fewer messages, or through a service that is made for applications, if it was the sending that locked the account.',
      ],
      url: OUTLOOK_PAGE,
    },
    {
      for: ['sender.rejected'],
      steps: ['Send from the address of the account that logs in, or from one of its aliases.'],
    },
    {
      for: ['auth.token'],
      steps: [
        'Get a new token with the scope https://outlook.office.com/SMTP.Send (and offline_access for a refresh token) for a personal Microsoft account.',
        'Check that auth.user is the address that gave its consent.',
      ],
      url: OUTLOOK_PAGE,
    },
  ],
} as const satisfies ProviderAdviceTable;
