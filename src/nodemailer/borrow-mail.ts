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

/** False where somebody has frozen it. */
export function canCarrySignal(mail: Mail): boolean {
  return isObject(mail) && isObject(mail.data) && Object.isExtensible(mail.data);
}

/** A message of which a transport sees something else for a while. */
export class BorrowedMail {
  readonly #data: Mail['data'] | undefined;
  readonly #signal: unknown;
  readonly #undoRecipients: (() => void) | undefined;

  constructor(mail: Mail, { recipients, signal }: View) {
    if (signal && isObject(mail) && isObject(mail.data)) {
      this.#data = mail.data;
      this.#signal = mail.data.signal;
      mail.data.signal = signal;
    }
    const message = recipients && compiledMessage(mail);
    if (!message) return;
    const envelope = message.getEnvelope();
    const getEnvelope = () => ({ ...envelope, to: [...recipients] });
    this.#undoRecipients = borrowProperty(message, 'getEnvelope', getEnvelope);
  }

  /** Puts everything back. */
  giveBack(): void {
    if (this.#data) this.#data.signal = this.#signal;
    this.#undoRecipients?.();
  }
}
