// Measures the diagnosis on a file of replies or failures, one JSON object a line:
//   npm run accuracy -- FILE.jsonl
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { diagnose, providers } from 'nodemailer-smtp-errors/diagnose';

/** @typedef {import('../../src/diagnosis/diagnosis.js').DiagnoseContext} Context */
/** @typedef {import('../../src/diagnosis/phase.js').Phase} Phase */
/** @typedef {import('../../src/diagnosis/providers.js').ProviderId} ProviderId */
/** @typedef {{ reply: string, phase: string, provider?: string, command?: string, expected: string, also?: string[] }} LabelledReply */
/** @typedef {{ server: string, scenario: string, error: Record<string, unknown> }} Observation */

/** @type {Readonly<Record<string, Phase | undefined>>} */
const phaseNames = {
  greeting: 'greeting',
  ehlo: 'ehlo',
  starttls: 'tls',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  'end-of-data': 'final-dot',
  unknown: undefined,
};

/** @type {Readonly<Record<string, ProviderId | undefined>>} */
const providerNames = {
  'outlook.com': 'outlook',
  163: 'netease163',
  'exmail.qq': 'exmail-qq',
  'mail.ru': 'mailru',
  protonmail: 'proton',
};

/** @param {string} name @returns {name is ProviderId} */
const isProvider = (name) => Object.hasOwn(providers, name);

/** Reasons as the set names them: families that it does not tell apart are folded together. */
/** @param {string} reason */
function fold(reason) {
  if (reason.startsWith('tls.')) return 'tls';
  if (reason.startsWith('protocol.')) return 'protocol';
  if (reason.startsWith('connection.')) return 'network';
  if (reason === 'rate.greylisted') return 'greylisted';
  if (reason === 'server.storage') return 'storage';
  return reason;
}

/** @param {LabelledReply} row @returns {Context} */
function contextOf(row) {
  const phase = phaseNames[row.phase];
  const name = row.provider ?? '';
  const provider = providerNames[name] ?? (isProvider(name) ? name : undefined);
  return {
    ...(phase === undefined ? {} : { phase }),
    ...(row.command === undefined ? {} : { command: row.command }),
    ...(provider === undefined ? {} : { provider }),
  };
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

/** @param {LabelledReply[]} rows */
function reportReplies(rows) {
  const results = rows.map((row) => {
    const { reason, ruleId } = diagnose(row.reply, contextOf(row));
    const found = fold(reason);
    return {
      row,
      found,
      ruleId,
      exact: found === row.expected,
      defended: row.also?.includes(found) ?? false,
    };
  });
  /** @param {string} title @param {typeof results} some */
  const line = (title, some) => {
    const exact = some.filter((result) => result.exact).length;
    const either = some.filter((result) => result.exact || result.defended).length;
    stdout.write(
      `${title.padEnd(28)} ${String(some.length).padStart(4)}  exact ${percent(exact, some.length)}  with also ${percent(either, some.length)}\n`,
    );
  };
  line('all', results);
  line(
    'auth phase',
    results.filter(({ row }) => row.phase === 'auth'),
  );
  for (const label of [...new Set(rows.map((row) => row.expected))].sort()) {
    line(
      `  ${label}`,
      results.filter(({ row }) => row.expected === label),
    );
  }
  for (const { row, found, ruleId, exact, defended } of results) {
    if (exact) continue;
    stdout.write(
      `\n${defended ? 'also' : 'MISS'} expected ${row.expected}, found ${found} by ${ruleId} (${row.phase}, ${row.provider ?? '?'})\n  ${JSON.stringify(row.reply)}\n`,
    );
  }
}

/** @param {Observation[]} rows */
function reportObservations(rows) {
  let others = 0;
  for (const { server, scenario, error } of rows) {
    const { reason, ruleId, retry } = diagnose(error);
    if (reason === 'other') others += 1;
    const said = String(error['response'] ?? error['message']).replace(/\s+/g, ' ');
    stdout.write(
      `${reason.padEnd(28)} ${ruleId.padEnd(30)} ${retry.safe ? 'retry' : '     '} ${server} | ${scenario} | ${error['code']} ${error['originalCode'] ?? ''} ${error['command']} | ${said.slice(0, 140)}\n`,
    );
  }
  stdout.write(`\n${rows.length} failures, ${others} of them "other"\n`);
}

const file = argv[2];
if (file === undefined) throw new TypeError('npm run accuracy -- FILE.jsonl: a file is expected');
/** @type {(LabelledReply | Observation)[]} */
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));
const labelled = rows.filter((row) => 'expected' in row);
if (labelled.length > 0) reportReplies(labelled);
const observations = rows.filter((row) => 'error' in row);
if (observations.length > 0) reportObservations(observations);
