import { types } from 'node:util';
import { expected } from '../options/checks.js';
import type { Protocol } from '../verdict/facts.js';
import type { Mail, Mailer, MimeMessage, Transport } from './shapes.js';

/** What {@link wrapTransport} was given, taken apart. */
export interface Recognised {
  readonly transport: Transport;
  /** Set where a transporter was given, not a bare transport. */
  readonly mailer?: Mailer;
}

/** Something to send mail with that has no transport, as the mocks of tests are. */
export interface BareMailer {
  sendMail(...args: unknown[]): unknown;
}

/** Tells a {@link BareMailer} from a transporter and from a transport. */
export function isBareMailer(target: unknown): target is BareMailer {
  if (!isObject(target) || typeof target['sendMail'] !== 'function') return false;
  return target['transporter'] === undefined && typeof target['send'] !== 'function';
}

/**
 * Tells a transporter from a transport.
 *
 * @throws TypeError for anything else.
 */
export function recognise(target: unknown): Recognised {
  if (isMailer(target)) return { transport: target.transporter, mailer: target };
  if (isTransport(target)) return { transport: target };
  throw expected(
    'the first argument of wrapTransport',
    'a transporter (what nodemailer.createTransport(…) returns) or a transport object with a send method',
    target,
  );
}

/**
 * True for the transports that speak SMTP or LMTP through Nodemailer's own connection: their class
 * has a `getSocket`. Where a proxy is configured, `Mail` puts one on any other transport too.
 */
export function speaksSmtp(transport: Transport): boolean {
  const { getSocket } = Object(Object.getPrototypeOf(transport));
  return typeof getSocket === 'function' && isObject(transport.options);
}

/** What a transport speaks; Nodemailer's own are known by what their classes are named, and by what they work with. */
export function protocolOf(transport: Transport): Protocol {
  if (speaksSmtp(transport)) return 'smtp';
  switch (transport.name) {
    case 'Sendmail':
      return '_spawn' in transport ? 'sendmail' : 'api';
    case 'SESTransport':
      return 'ses' in transport ? 'ses' : 'api';
    case 'JSONTransport':
    case 'StreamTransport':
      return 'logger' in transport ? 'none' : 'api';
    default:
      return 'api';
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Also for an error of another realm: under Jest, that is every error of Node's own. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function isTransport(value: unknown): value is Transport {
  return isObject(value) && typeof value['send'] === 'function';
}

function isMailer(value: unknown): value is Mailer {
  return isObject(value) && typeof value['sendMail'] === 'function' && isTransport(value['transporter']);
}

/** Third-party code may hand a transport a mail that Nodemailer did not compile. */
export function compiledMessage(mail: Mail): MimeMessage | undefined {
  const message: unknown = isObject(mail) ? mail.message : undefined;
  return isObject(message) && typeof message['createReadStream'] === 'function' ? mail.message : undefined;
}
