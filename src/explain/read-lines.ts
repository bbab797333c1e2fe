import { stripPrefixes } from './strip-prefixes.js';

const MOST_LINES = 20_000;
const LONGEST_LINE = 65_536;
/** Kubernetes cuts long lines into pieces, and marks those that go on with P. */
const PARTIAL = /^\d{4}-\d\d-\d\dT\S{8,30} (?:stdout|stderr) P /;

/** The lines of what was pasted, without what a log puts before each, and with what it cut put together again. */
export function readLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open = '';
  for (const raw of text.split(/\r\n|\r|\n/, MOST_LINES)) {
    const line = open + stripPrefixes(fromDocker(raw.slice(0, LONGEST_LINE)));
    if (PARTIAL.test(raw) && line.length < LONGEST_LINE) {
      open = line;
      continue;
    }
    open = '';
    lines.push(line);
  }
  return uncut(open === '' ? lines : [...lines, open]);
}

/** A line that begins something, and is no rest of the one before. */
const BEGINS = /^\s{0,40}(?:[2-5]\d\d(?:[ -]|$)|at |[SC]: |[\w.'"]{1,40}: |[}\]{['"`]|$)/;

/** Puts lines together again that the edge of a terminal has cut: several are as long as the longest. */
function uncut(lines: readonly string[]): readonly string[] {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  if (width < 60 || width > 400 || lines.filter((line) => line.length === width).length < 3) return lines;
  const whole: string[] = [];
  let isCut = false;
  for (const line of lines) {
    const last = whole.at(-1);
    if (isCut && last !== undefined && last.length < LONGEST_LINE && !BEGINS.test(line))
      whole[whole.length - 1] = last + line;
    else whole.push(line);
    isCut = line.length === width;
  }
  return whole;
}

/** Docker's files: `{"log":"Error: …\n","stream":"stderr","time":"…"}`. */
function fromDocker(line: string): string {
  if (!line.startsWith('{"log":')) return line;
  try {
    const value: unknown = JSON.parse(line);
    const log: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'log') : undefined;
    return typeof log === 'string' ? log.replace(/\r?\n$/, '') : line;
  } catch {
    return line;
  }
}
