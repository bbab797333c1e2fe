import { compiledMessage, isObject } from '../recognise.js';
import type { Mail } from '../shapes.js';
import { borrowProperty } from './borrow-property.js';

/** False where somebody has frozen it. */
export function canCarrySignal(mail: Mail): boolean {
  return isObject(mail) && isObject(mail.data) && Object.isExtensible(mail.data);
}

/**
 * Has a message carry another signal.
 *
 * @returns A function that has it carry again what it had.
 */
export function lendSignal({ data }: Mail, signal: unknown): () => void {
  return borrowProperty(data, 'signal', signal);
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
