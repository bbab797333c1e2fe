import type { SmtpError } from './smtp-error.js';

const envelopes = new WeakMap<object, readonly string[]>();

/** Remembers whose message an error is about: what a server says of them is masked wherever it is shown. */
export function noteMailboxes(error: object, addresses: readonly string[]): void {
  if (addresses.length > 0) envelopes.set(error, addresses);
}

/** The addresses of an error's envelope, as far as they are known. */
export function mailboxesOf(error: Pick<SmtpError, 'recipients'>): readonly string[] {
  return envelopes.get(error) ?? error.recipients.map(({ address }) => address);
}
