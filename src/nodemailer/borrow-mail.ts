import { borrowProperty } from './borrow-property.js';
import { compiledMessage, isObject } from './recognise.js';
import type { Mail } from './shapes.js';

/** What a transport is to see of a message for one attempt. */
export interface View {
  /** These recipients only; `undefined` for all of them. */
  readonly recipients: readonly string[] | undefined;
  /** This signal in place of the application's; `undefined` where that is left alone. */
  readonly signal: unknown;
}

/**
 * Changes what a transport sees of a message.
 *
 * @returns A function that puts everything back.
 */
export function borrowMail(mail: Mail, { recipients, signal }: View): () => void {
  const undoSignal =
    signal && isObject(mail) && isObject(mail.data) ? borrowProperty(mail.data, 'signal', signal) : nothing;
  const message = recipients && compiledMessage(mail);
  if (!message) return undoSignal;
  const envelope = message.getEnvelope();
  const undoRecipients = borrowProperty(message, 'getEnvelope', () => ({ ...envelope, to: [...recipients] }));
  return () => {
    undoRecipients();
    undoSignal();
  };
}

const nothing = () => undefined;
