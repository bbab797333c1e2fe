import { borrowProperty } from './borrow-property.js';
import { compiledMessage, isObject } from './recognise.js';
import type { Mail } from './shapes.js';

/** What a transport is to see of a message for one attempt. */
export interface View {
  /** These recipients only. */
  readonly recipients?: readonly string[];
  /** This signal in place of the application's. */
  readonly signal?: unknown;
}

/**
 * Changes what a transport sees of a message.
 *
 * @returns A function that puts everything back.
 */
export function borrowMail(mail: Mail, { recipients, signal }: View): () => void {
  const message = compiledMessage(mail);
  const undo: (() => void)[] = [];
  if (message && recipients) {
    const envelope = { ...message.getEnvelope(), to: [...recipients] };
    undo.push(borrowProperty(message, 'getEnvelope', () => ({ ...envelope, to: [...recipients] })));
  }
  if (signal && isObject(mail) && isObject(mail.data)) undo.push(borrowProperty(mail.data, 'signal', signal));
  return () => {
    for (const restore of undo) restore();
  };
}
