import type { Comparison } from '../../compare/compare.js';
import type { Subject } from '../../compare/subject.js';
import { cells } from '../../render/cells.js';
import type { Layout } from '../../render/layout.js';
import { indented, wrapText } from '../../render/wrap.js';

/** Narrower, and two columns of words are no longer read with ease. */
const SIDE_BY_SIDE = 80;
const LABEL_WIDTH = 17;
const GAP = 2;

type Row = readonly [label: string, a: string, b: string];

/** Two codes side by side, or one below the other where it is narrow. */
export function renderComparison({ a, b, keyDifferences }: Comparison, layout: Layout): string {
  const row = (label: string, field: Exclude<keyof Subject, 'known'>): Row => [label, a[field], b[field]];
  const rows: readonly Row[] = [
    row('Class', 'class'),
    row('Meaning', 'meaning'),
    row('When you see it', 'whenYouSeeIt'),
    row('How to fix it', 'howToFix'),
    row('Try again?', 'tryAgain'),
    row('When to use which', 'whenToUse'),
    row('Source', 'source'),
  ];
  const titles: Row = ['', a.name, b.name];
  const table =
    layout.width >= SIDE_BY_SIDE ? sideBySide(titles, rows, layout) : stacked(titles, rows, layout);
  return [...table, '', ...differences(keyDifferences, layout)].join('\n');
}

function sideBySide(titles: Row, rows: readonly Row[], { width, paint }: Layout): readonly string[] {
  const column = Math.floor((width - LABEL_WIDTH - 2 * GAP) / 2);
  const line = (label: string, left: string, right: string) =>
    [label.padEnd(LABEL_WIDTH), left + ' '.repeat(Math.max(0, column - cells(left))), right]
      .join(' '.repeat(GAP))
      .trimEnd();
  return [
    paint('strong', line(...titles)),
    ...rows.flatMap(([label, a, b]) => {
      const [left, right] = [wrapText(a, column), wrapText(b, column)];
      const height = Math.max(left.length, right.length);
      return Array.from({ length: height }, (_, index) => {
        const text = line(index === 0 ? label : '', left[index] ?? '', right[index] ?? '');
        return index === 0 ? paint('strong', text.slice(0, LABEL_WIDTH)) + text.slice(LABEL_WIDTH) : text;
      });
    }),
  ];
}

function stacked([, a, b]: Row, rows: readonly Row[], { width, paint }: Layout): readonly string[] {
  const indent = (code: string) => ({ first: `  ${code}  `, rest: ' '.repeat(code.length + 4) });
  return rows.flatMap(([label, left, right]) => [
    paint('strong', label),
    ...indented(left, width, indent(a)),
    ...indented(right, width, indent(b)),
  ]);
}

function differences(sentences: readonly string[], { width, paint }: Layout): readonly string[] {
  if (sentences.length === 0) return ['They are one and the same.'];
  return [
    paint('strong', 'Key differences'),
    ...sentences.flatMap((sentence) => indented(sentence, width, { first: '  - ', rest: '    ' })),
  ];
}
