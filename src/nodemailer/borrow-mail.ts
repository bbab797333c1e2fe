import { borrowProperty } from './borrow-property.js';
import { compiledMessage, isObject } from './recognise.js';
import type { Mail } from './shapes.js';

/** False where somebody has frozen it. */
export function canCarrySignal(mail: Mail): boolean {
  return isObject(mail) && isObject(mail.data) && Object.isExtensible(mail.data);
}

/**
 * Has a message carry another signal.
 *
 * @returns The one that it had.
 */
export function exchangeSignal({ data }: Mail, signal: unknown): unknown {
  const before = data.signal;
  data.signal = signal;
  return before;
}

/**
 * Shows whoever reads the envelope of a message these recipients only.
 *
 * @returns A function that shows all of them again.
 */
export function limitRecipients(mail: Mail, recipients: readonly string[]): () => void {
  const message = compiledMessage(mail);
  if (!message) return () => undefined;
  const envelope = message.getEnvelope();
  return borrowProperty(message, 'getEnvelope', () => ({ ...envelope, to: [...recipients] }));
}
