import type { TranscriptLine } from './session.js';

/** A line of the dialogue, or that the message was handed to the socket. */
export type Heard = TranscriptLine | typeof FINISHED_BODY;

export const FINISHED_BODY = Symbol('finished body');

const commands = ['MAIL FROM:', 'RCPT TO:', 'DATA'] as const;
const replies = ['250', '250', '354'] as const;

/**
 * True for the dialogue of a message as nearly all go: one recipient, 354 to DATA and 250 to everything
 * else (RFC 5321 section 4.3.2), be it pipelined or not (RFC 2920). Whatever differs is for
 * {@link Session} to read.
 */
export function isPlainDialogue(heard: readonly Heard[]): boolean {
  if (heard.length !== 8 || heard[6] !== FINISHED_BODY || !startsWith(heard[7], 'server', '250'))
    return false;
  let sent = 0;
  let answered = 0;
  while (answered < replies.length) {
    const line = heard[sent + answered];
    if (startsWith(line, 'client', commands[sent])) sent += 1;
    else if (answered < sent && startsWith(line, 'server', replies[answered])) answered += 1;
    else return false;
  }
  return true;
}

function startsWith(heard: Heard | undefined, from: TranscriptLine['from'], start = ''): boolean {
  if (typeof heard !== 'object' || heard.from !== from) return false;
  // Not `startsWith`: V8 writes a loop over the characters into each place that calls it.
  return start !== '' && heard.text.slice(0, start.length) === start;
}
