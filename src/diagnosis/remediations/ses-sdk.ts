import type { Remediation } from '../diagnosis.js';

const CLOCK = "Check this machine's clock: AWS takes no signature that is more than some minutes off.";
const CREDENTIALS_PAGE =
  'https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials.html';

/** What a person should do about Amazon SES by its SDK, where there is neither SMTP nor OAuth2. */
export const sesSdkRemediations = {
  token: {
    id: 'auth.token/ses-sdk',
    summary: 'AWS refused the temporary credentials: their session token has expired.',
    steps: [
      'Get new temporary credentials (aws sso login, or AssumeRole again), all three of them: access key id, secret access key and session token.',
      'Let the SDK renew them by itself: give the client a credential provider (a role, a profile) and no fixed keys.',
      CLOCK,
    ],
    url: CREDENTIALS_PAGE,
    audience: 'operator',
  },
  credentials: {
    id: 'auth.invalid-credentials/ses-sdk',
    summary: 'AWS did not accept the access key or the signature made with it.',
    steps: [
      'Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as the running process sees them, without blanks around them; temporary keys need AWS_SESSION_TOKEN as well.',
      'Check in the IAM console that the key is active; SMTP credentials of SES are no access key.',
      CLOCK,
    ],
    url: CREDENTIALS_PAGE,
    audience: 'operator',
  },
  missing: {
    id: 'config.credentials-missing/ses-sdk',
    summary: 'The AWS SDK found no credentials.',
    steps: [
      'Give it some: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (AWS_PROFILE), or a role of the machine, the container or the function.',
      'Check that the running process sees them: a service has not the environment of your shell.',
    ],
    url: CREDENTIALS_PAGE,
    audience: 'operator',
  },
  region: {
    id: 'config.invalid/ses-sdk',
    summary: 'The AWS SDK knows no region to send through.',
    steps: ['Set region for the SESv2Client, or AWS_REGION, to the one in which the sender is verified.'],
    audience: 'developer',
  },
  permission: {
    id: 'auth.disabled/ses-sdk',
    summary: 'The AWS credentials are valid, but they may not send with Amazon SES.',
    steps: [
      'Allow ses:SendEmail and ses:SendRawEmail in the policy of the IAM user or role, for the identity and the configuration set that are used.',
      'Look for a condition of that policy (ses:FromAddress), a boundary or a service control policy that denies it.',
    ],
    url: 'https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html',
    audience: 'operator',
  },
  account: {
    id: 'auth.account-locked/ses-sdk',
    summary: 'Amazon SES has paused sending for the account or the configuration set.',
    steps: [
      "Read the account's status in the SES console (Account dashboard, Reputation metrics) and the mail that AWS has sent.",
      'Mend what it names, bounces and complaints mostly, and ask AWS Support to have sending resumed.',
    ],
    url: 'https://docs.aws.amazon.com/ses/latest/dg/monitor-sender-reputation.html',
    audience: 'operator',
  },
} as const satisfies Readonly<Record<string, Remediation>>;
