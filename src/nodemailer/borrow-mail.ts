import { compiledMessage, isObject } from './recognise.js';
import type { Mail } from './shapes.js';

/** What a transport is to see of a message for one attempt. */
export interface View {
  /** These recipients only. */
  readonly recipients?: readonly string[];
  /** This signal in place of the application's. */
  readonly signal?: AbortSignal;
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
    undo.push(replace(message, 'getEnvelope', () => ({ ...envelope, to: [...recipients] })));
  }
  if (signal && isObject(mail) && isObject(mail.data)) undo.push(replace(mail.data, 'signal', signal));
  return () => {
    for (const restore of undo) restore();
  };
}

function replace(target: object, name: string, value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true });
  return () => {
    if (original) Object.defineProperty(target, name, original);
    else Reflect.deleteProperty(target, name);
  };
}
