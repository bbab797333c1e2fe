import type { Utterance } from './facts.js';

/** A reply that decided, as far as is known. */
export interface Decisive {
  readonly code: number;
  readonly enhancedCode?: string;
  readonly lines: readonly string[];
}

const MOST_BEFORE = 6;
const MOST_AFTER = 3;
const MOST_REPLY_LINES = 12;
/** As much of a line as is looked at, and shown. */
const MOST_OF_LINE = 2048;
const MOST_COMPARED = 200;

/** The lines of a transcript (`C: …`, `S: …`) around the reply that decided, with that one marked. */
export function markReply(transcript: readonly string[], reply: Decisive | undefined): readonly Utterance[] {
  const lines = transcript.map(toUtterance);
  if (!reply) return lines.slice(-MOST_BEFORE);
  const last = findReply(lines, reply);
  if (last === -1) return [...lines.slice(-MOST_BEFORE), ...written(reply)];
  let first = last;
  while (isContinuation(lines[first - 1], reply.code)) first -= 1;
  // Of a long reply its first lines say what happened, and its last line decides.
  const shown = lines.slice(first, last + 1).map((line) => ({ ...line, decided: true }));
  return [
    ...lines.slice(Math.max(0, first - MOST_BEFORE), first),
    ...(shown.length > MOST_REPLY_LINES
      ? [...shown.slice(0, MOST_REPLY_LINES - 1), ...shown.slice(-1)]
      : shown),
    ...lines.slice(last + 1, last + 1 + MOST_AFTER),
  ];
}

/** The lines of a reply that no transcript has, as a server writes them. */
export function written({ code, enhancedCode, lines }: Decisive): readonly Utterance[] {
  const texts = (lines.length === 0 ? [''] : lines).slice(0, MOST_REPLY_LINES);
  return texts.map((text, index) => ({
    from: 'server',
    text: `${code}${index < texts.length - 1 ? '-' : ' '}${enhancedCode ? `${enhancedCode} ` : ''}${text}`.trimEnd(),
    decided: true,
  }));
}

function toUtterance(line: string): Utterance {
  return {
    from: line.startsWith('C: ') ? 'client' : 'server',
    text: line.slice(3, MOST_OF_LINE),
    decided: false,
  };
}

/** The last line of the reply; of several with its code, the one that says the same. */
function findReply(lines: readonly Utterance[], { code, lines: texts }: Decisive): number {
  const ends = lines.flatMap((line, index) =>
    line.from === 'server' && line.text.startsWith(String(code)) && line.text[3] !== '-' ? [index] : [],
  );
  const text = (texts.at(-1) ?? '').slice(0, MOST_COMPARED);
  return ends.findLast((index) => lines[index]?.text.includes(text)) ?? ends.at(-1) ?? -1;
}

function isContinuation(line: Utterance | undefined, code: number): boolean {
  return line?.from === 'server' && line.text.startsWith(`${code}-`);
}
