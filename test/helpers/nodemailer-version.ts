import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url).resolve('nodemailer/package.json');
const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));

/** What the newest Nodemailer can do and older ones cannot, and since when: `npm run test:matrix` runs on all. */
export const since = {
  /** A list of its error codes. */
  'error codes': '8.0.0',
  /** A method that the user's logger lacks is replaced by another one. */
  'incomplete loggers': '8.0.10',
  /** `ESES`, for what Amazon SES says. */
  'codes of SES': '8.0.11',
  /** Google Workspace among its well-known services. */
  'Google Workspace': '8.0.11',
  /** `oauth2_provision_cb` is found when it is set after the transport was made. */
  'late token callbacks': '8.0.11',
  /** An Amazon SES client that throws ends the send. */
  'ends for SES': '9.0.2',
  /** What is thrown while a message is compiled ends the send. */
  'ends for compiling': '9.1.1',
  /** `maxRecipients`. */
  'a limit of recipients': '9.1.0',
  /** Declarations; those of `@types/nodemailer` are compiled with by `npm run test:matrix`. */
  'types of its own': '10.0.0',
  /** A reply of many lines takes time in proportion, not to its square. */
  'speed with many lines': '10.0.10',
  /** A connection that ends before its greeting ends its send at once. */
  'ends before a greeting': '10.0.12',
  /** A pool waits longer each time a server hangs up on it, and gives up. */
  'waits between connections': '10.0.12',
  /** `originalCode` and `timeoutType` on its errors, and a code on every one of them. */
  'finer codes': '10.1.0',
  /** A pooled connection goes on, with RSET, after a refusal; before, it is closed. */
  'connections that outlive a refusal': '10.1.0',
  'idle timers': '10.1.0',
  /** Functions that look at a message's stream without being taken for one. */
  'functions that only look': '10.1.0',
  /** Every send ends when its connection does; before, a send on a closed pool never does, for one. */
  'ends for every send': '10.1.0',
  /** The end of sendmail before it has read the message, or by a signal, is told as such. */
  'ends of sendmail': '10.1.0',
  /** A greeting that comes with the proxy's own answer is not lost. */
  'early greetings through a proxy': '10.1.0',
  /** A connection is given up that the server does not close in its turn. */
  'limits for closing': '10.1.0',
  pendingCount: '10.2.0',
  'one-time passcodes': '10.3.0',
  'forced closing': '10.4.0',
  /** The `signal` of a message, by which the wrapper ends it. */
  signals: '10.5.0',
} as const;

/** Whether the Nodemailer that the tests run on has something that older ones have not. */
export function nodemailerHas(feature: keyof typeof since): boolean {
  return version.localeCompare(since[feature], 'en', { numeric: true }) >= 0;
}
