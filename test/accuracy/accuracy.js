// Measures the diagnosis on labelled replies and errors, one JSON object a line:
//   npm run accuracy               all of test/accuracy/sets
//   npm run accuracy -- FILE ...   these files; with --misses also what it gets wrong
import { readdirSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { diagnose, providers } from 'nodemailer-smtp-errors/diagnose';
import { contextOf, labelOf, readRows } from './rows.js';

/** @typedef {{ row: import('./rows.js').Row, found: string, ruleId: string, because: readonly string[], exact: boolean, either: boolean }} Result */

/** What kind of knowledge decided. @param {string} ruleId */
function decidedBy(ruleId) {
  if (ruleId.startsWith('learned')) return 'learned weights';
  if (/^(auth\.)?code\./.test(ruleId)) return 'code';
  if (ruleId.startsWith('enhanced.')) return 'enhanced code';
  if (
    /^(auth|sender|recipient|policy|message|rate|server|tls|protocol|relay|fallback|closing)\./.test(ruleId)
  )
    return 'text';
  return /^(node|nodemailer|local|ses|http|connection|config|proxy)\./.test(ruleId) ? 'error' : 'provider';
}

/** @param {import('./rows.js').Row} row @returns {Result} */
function judge(row) {
  const { reason, ruleId, because = [] } = diagnose(row.reply ?? row.error ?? '', contextOf(row, providers));
  const found = labelOf(reason);
  const exact = found === row.expected;
  const either = exact || (row.also?.includes(found) ?? false);
  return { row, found, ruleId, because, exact, either };
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`.padStart(7);

/** @param {string} title @param {readonly Result[]} results */
function line(title, results) {
  if (results.length === 0) return;
  const exact = results.filter((result) => result.exact).length;
  const either = results.filter((result) => result.either).length;
  stdout.write(
    `${title.padEnd(32)} ${String(results.length).padStart(5)}  exact ${percent(exact, results.length)}  with also ${percent(either, results.length)}\n`,
  );
}

/** @param {string} title @param {readonly Result[]} results @param {(result: Result) => string} by */
function table(title, results, by) {
  stdout.write(`${title}\n`);
  for (const key of [...new Set(results.map(by))].sort()) {
    line(
      `  ${key}`,
      results.filter((result) => by(result) === key),
    );
  }
}

const args = argv.slice(2);
const misses = args.includes('--misses');
const sets = new URL('sets/', import.meta.url);
const given = args.filter((arg) => !arg.startsWith('--'));
const files =
  given.length > 0
    ? given
    : readdirSync(sets)
        .filter((name) => name.endsWith('.jsonl'))
        .map((name) => new URL(name, sets));

/** @type {Result[]} */
const all = [];
for (const file of files) {
  const results = readRows(file)
    .filter((row) => row.expected !== undefined)
    .map(judge);
  line(String(file).split('/').at(-1) ?? '', results);
  line(
    '  auth phase',
    results.filter(({ row }) => row.phase === 'auth'),
  );
  all.push(...results);
}
stdout.write('\n');
line('all', all);
table('by label', all, ({ row }) => row.expected);
table('by phase', all, ({ row }) => row.phase ?? 'none');
table('by language', all, ({ row }) => row.lang ?? 'not told');
table('decided by', all, ({ ruleId }) => decidedBy(ruleId));
if (misses) {
  for (const { row, found, ruleId, because, exact, either } of all) {
    if (exact) continue;
    stdout.write(
      `\n${either ? 'also' : 'MISS'} expected ${row.expected}, found ${found} by ${ruleId} (${because.join(' + ')}) (${row.phase}, ${row.provider ?? '?'})\n  ${JSON.stringify(row.reply ?? row.error)}\n`,
    );
  }
}
