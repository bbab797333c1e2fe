import type { Phase } from '../../diagnosis/phase.js';
import type { Dialogue } from './dialogue.js';
import { expectCode, replyInWords } from './refused.js';
import type { Found } from './step.js';

/** A command and its reply, which has to be 250 (RCPT: or 251, 252). */
export async function say(
  dialogue: Dialogue,
  line: string,
  about: { readonly phase: Phase; readonly command: string },
): Promise<Found<undefined>> {
  const reply = await dialogue.ask(line, about);
  expectCode(
    reply,
    (code) => code === 250 || (about.phase === 'rcpt' && (code === 251 || code === 252)),
    about,
  );
  return { value: undefined, text: replyInWords(reply), facts: { reply } };
}

/** Says goodbye, which a server answers with 221. */
export async function sayGoodbye(dialogue: Dialogue): Promise<Found<undefined>> {
  const about = { phase: 'quit', command: 'QUIT' } as const;
  const reply = await dialogue.ask('QUIT', about);
  expectCode(reply, (code) => code === 221, about);
  return { value: undefined, text: replyInWords(reply), facts: { reply } };
}
