import type { TranscriptLine } from './session.js';

/** A line of the dialogue, or that the message was handed to the socket. */
export type Heard = TranscriptLine | typeof FINISHED_BODY;

export const FINISHED_BODY = Symbol('finished body');

/**
 * True for the dialogue of a message as nearly all go, word for word: one recipient, each command
 * answered before the next, 354 to DATA and 250 to everything else (RFC 5321 section 4.3.2). Whatever
 * differs is for {@link Session} to read.
 */
export function isPlainDialogue(heard: readonly Heard[]): boolean {
  return (
    heard.length === 8 &&
    says(heard[0], 'client', 'MAIL FROM:') &&
    says(heard[1], 'server', '250') &&
    says(heard[2], 'client', 'RCPT TO:') &&
    says(heard[3], 'server', '250') &&
    says(heard[4], 'client', 'DATA') &&
    says(heard[5], 'server', '354') &&
    heard[6] === FINISHED_BODY &&
    says(heard[7], 'server', '250')
  );
}

function says(heard: Heard | undefined, from: TranscriptLine['from'], start: string): boolean {
  return typeof heard === 'object' && heard.from === from && heard.text.startsWith(start);
}
