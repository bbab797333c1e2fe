import { describeReply } from '../reply/describe-reply.js';
import { clean } from './clean.js';
import type { Utterance } from './facts.js';
import type { Layout } from './layout.js';
import { indented } from './wrap.js';

/**
 * What stands before the lines of a dialogue. Where a server's line is broken it goes on behind `…`,
 * so that no server can write a line that looks like the next one, or like our pointer.
 */
const gutters = { plain: '    | ', decided: '  > | ', broken: '    … ' } as const;
const marks = { client: 'C: ', server: 'S: ' } as const;
const STATUS = /^\d{3}(?:[ -]#?\d\.\d{1,3}\.\d{1,3})?/;

/** The dialogue with a mark before each line, and a pointer below the code of the reply that decided. */
export function renderDialogue(lines: readonly Utterance[], layout: Layout): readonly string[] {
  const decisive = lines.findIndex(({ decided }) => decided);
  return lines.flatMap((line, index) => {
    const [first = '', ...rest] = renderLine(line, layout);
    return [first, ...(index === decisive ? [pointerBelow(line.text, layout)] : []), ...rest];
  });
}

function renderLine({ from, text, decided }: Utterance, { width, paint }: Layout): readonly string[] {
  const gutter = decided ? gutters.decided : gutters.plain;
  const indent = { first: gutter + marks[from], rest: gutters.broken + ' '.repeat(marks[from].length) };
  return indented(clean(text), width, indent).map((line) => {
    const [before, said] = [line.slice(0, gutter.length), line.slice(gutter.length)];
    return paint(decided ? 'bad' : 'quiet', before) + (decided ? said : paint('quiet', said));
  });
}

function pointerBelow(text: string, { width, paint }: Layout): string {
  const status = STATUS.exec(text)?.[0] ?? ' ';
  const carets = '^'.repeat(status.length);
  const label = `this decided${classOf(status)}`;
  const indent = gutters.plain.length + marks.server.length + carets.length + 1;
  return (
    paint('quiet', gutters.plain.trimEnd()) +
    ' '.repeat(marks.server.length + 1) +
    paint('bad', indent + label.length <= width ? `${carets} ${label}` : carets)
  );
}

function classOf(status: string): string {
  const code = status.slice(0, 3);
  return /^[2-5]\d\d$/.test(code) ? `: ${describeReply(code).class}` : '';
}
