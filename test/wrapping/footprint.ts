import type { nodemailerHas } from '../helpers/nodemailer-version.js';

/** What a wrapped transport belongs to: `other` are those that do not speak SMTP. */
export type Kind = 'smtp' | 'pool' | 'other';

type Feature = Parameters<typeof nodemailerHas>[0];

/** One property of Nodemailer's objects that is not as Nodemailer made it. */
export interface Trace {
  readonly on:
    | 'transport'
    | 'transport.options'
    | 'transport.logger'
    | 'mailer'
    | 'connection'
    | 'mail'
    | 'mail.data'
    | 'message'
    | 'stream of the message';
  /** Its name, of a symbol in brackets. */
  readonly property: string;
  readonly why: string;
  /** With which transports; with all where it is not said. */
  readonly kinds?: readonly Kind[];
  /** Only with a Nodemailer that has this, as `nodemailerHas` names it, or only with an older one. */
  readonly since?: Feature;
  readonly until?: Feature;
}

const smtp = ['smtp', 'pool'] as const;

/**
 * The footprint: every property that is replaced or added on Nodemailer's objects. What is on a transport, a
 * mailer or a connection stays as long as that. Nothing is left on a message and its mail when the send is
 * over, but where a plugin put a stream into it: there stands one that gives the same from memory. What the
 * application gave to `sendMail` is not touched.
 */
export const footprint: readonly Trace[] = [
  { on: 'transport', property: 'send', why: 'attempts, verdict, record' },
  { on: 'transport', property: 'verify', why: 'typed errors, the login guard', kinds: smtp },
  { on: 'transport', property: 'close', why: 'ends waits and clocks', kinds: smtp },
  {
    on: 'transport',
    property: 'isIdle',
    why: 'has room only where nobody is held back',
    kinds: ['pool'],
  },
  {
    on: 'transport',
    property: 'pendingCount',
    why: 'counts what waits for another attempt',
    kinds: ['pool'],
    since: 'pendingCount',
  },
  { on: 'transport', property: 'getSocket', why: 'catches each connection as it is made', kinds: smtp },
  { on: 'transport', property: '[getSocket]', why: 'what is behind that accessor', kinds: smtp },
  { on: 'transport', property: '_events', why: 'notices the mailer that it is given to', kinds: smtp },
  { on: 'transport', property: 'mailer', why: 'notices the mailer that it is given to', kinds: ['other'] },
  { on: 'transport', property: '[nodemailer-smtp-errors.wrapped]', why: 'it is wrapped once' },
  { on: 'transport.options', property: 'logger', why: 'hears the dialogue of each connection', kinds: smtp },
  { on: 'transport.options', property: '[logger]', why: 'what is behind that accessor', kinds: smtp },
  { on: 'transport.options', property: 'transactionLog', why: 'has the dialogue logged', kinds: smtp },
  { on: 'transport.options', property: '[transactionLog]', why: 'what is behind that accessor', kinds: smtp },
  {
    on: 'transport.options',
    property: 'maxRequeues',
    why: 'bounds how often a pool tries by itself',
    kinds: ['pool'],
    until: 'waits between connections',
  },
  ...['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map(
    (level): Trace => ({ on: 'transport.logger', property: level, why: 'takes secrets out of what it says' }),
  ),
  { on: 'mailer', property: 'sendMail', why: 'typed errors for what fails before the transport is asked' },
  { on: 'mailer', property: '_events', why: 'hears of new OAuth2 tokens' },
  { on: 'connection', property: '_onData', why: 'keeps replies and commands in step', kinds: smtp },
  { on: 'connection', property: '_sendCommand', why: 'keeps replies and commands in step', kinds: smtp },
  { on: 'connection', property: '_createSendStream', why: 'knows when the final dot has left', kinds: smtp },
  {
    on: 'connection',
    property: 'login',
    why: 'ends a login with its connection, also while no reply is awaited',
    kinds: ['smtp'],
  },
  {
    on: 'connection',
    property: 'logger',
    why: 'hears the dialogue without a copy of each line, where the application has no logger',
    kinds: ['pool'],
  },
  { on: 'mail.data', property: 'signal', why: 'ends the attempt', kinds: smtp, since: 'signals' },
  {
    on: 'message',
    property: '_processFuncs',
    why: 'knows when the message is read, and read to its end',
    since: 'functions that only look',
  },
  {
    on: 'message',
    property: 'createReadStream',
    why: 'knows when the message is read, and read to its end',
    until: 'functions that only look',
  },
  {
    on: 'message',
    property: 'getEnvelope',
    why: 'shows the recipients that are still open, in a further attempt',
    kinds: smtp,
  },
  {
    on: 'stream of the message',
    property: 'pipe',
    why: 'knows what lies between the message and the socket',
  },
  { on: 'stream of the message', property: '[passage]', why: 'what that has found' },
];
