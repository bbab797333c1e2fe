import type { ServerAddress } from '../errors/outcome.js';
import { compiledMessage, isObject, speaksSmtp } from './recognise.js';
import type { Mail, SentInfo, Transport } from './shapes.js';

/** Where an SMTP transport connects to, with Nodemailer's own defaults. */
export function serverOf(transport: Transport): ServerAddress | undefined {
  if (!speaksSmtp(transport)) return undefined;
  const { host, port, secure } = transport.options ?? {};
  const number = Number(port) || (secure ? 465 : 587);
  return {
    host: typeof host === 'string' && host !== '' ? host : 'localhost',
    port: number,
    secure: secure === undefined ? number === 465 : Boolean(secure),
  };
}

/** Who sends what to whom. */
export interface MailFacts {
  readonly messageId?: string;
  readonly from?: string;
  readonly to: readonly string[];
}

/** Reads the envelope and the Message-ID; both stay the same over all attempts. */
export function mailFacts(mail: Mail): MailFacts {
  const message = compiledMessage(mail);
  if (!message) return { to: [] };
  const { from, to } = message.getEnvelope();
  return {
    messageId: message.messageId(),
    ...(typeof from === 'string' ? { from } : {}),
    to: Array.isArray(to) ? to : [],
  };
}

/** The same, of what a transport resolved with: asking the message again would encode its addresses again. */
export function sentFacts({ messageId, envelope }: SentInfo): MailFacts | undefined {
  if (messageId === undefined || !isObject(envelope)) return undefined;
  const { from, to } = envelope;
  if (!Array.isArray(to)) return undefined;
  return { messageId, ...(typeof from === 'string' ? { from } : {}), to };
}

/** The signal that aborts this send, if it has one. */
export function signalOf(mail: Mail): AbortSignal | undefined {
  const signal: unknown = isObject(mail) && isObject(mail.data) ? mail.data.signal : undefined;
  return isAbortSignal(signal) ? signal : undefined;
}

/** By its shape, as Nodemailer does: it may be of another realm, or a polyfill. */
export function isAbortSignal(value: unknown): value is AbortSignal {
  return isObject(value) && typeof value['aborted'] === 'boolean' && 'addEventListener' in value;
}
