import { inspect } from 'node:util';
import { violations } from './judge.js';
import { modes } from './plan.js';
import { bareFacts, facts } from './tally.js';

/** @typedef {import('./tally.js').Tally} Tally */
/** @typedef {import('./tally.js').Line} Line */
/** @typedef {import('./tally.js').Offence} Offence */

/**
 * @param {Tally} tally
 * @param {{ readonly seed: number, readonly bare: boolean, readonly ms: number, readonly unhandled: number }} run
 */
export function tableOf(tally, { seed, bare, ms, unhandled }) {
  const rows = [
    ...(bare ? bareFacts : facts).filter((line) => total(tally, line) > 0),
    ...violations.filter((line) => !bare || meansSomethingBare(line)),
  ];
  const sends = total(tally, 'sends');
  const share = Math.round((100 * tally.faulty) / Math.max(1, tally.connections));
  const lines = [
    `chaos${bare ? ' with plain Nodemailer' : ''}: seed ${seed}, ${count(sends)} sends over ${count(tally.groups)} transports, ${(ms / 1000).toFixed(1)} s`,
    `faults on ${count(tally.faulty)} of ${count(tally.connections)} connections (${share} %)`,
    '',
    row('', [...modes, 'all']),
    ...rows.map((line) =>
      row(line, [...modes.map((mode) => count(tally.count(line, mode))), count(total(tally, line))]),
    ),
    row('unhandled rejections', [...modes.map(() => ''), count(unhandled)]),
    row('connections left open', [...modes.map(() => ''), count(tally.open.length)]),
  ];
  const reasons = [...tally.reasons].sort(([, one], [, other]) => other - one);
  if (reasons.length > 0) {
    lines.push('', `why not: ${reasons.map(([reason, times]) => `${reason} ${count(times)}`).join(', ')}`);
  }
  return lines.join('\n');
}

/** Everything that is known of a send that ended wrong. @param {Offence} offence */
export function caseOf({ group: { sends, ...group }, found, wrong }) {
  const { outcome, ...rest } = found;
  const { text, ...told } = { text: '', ...outcome };
  const everything = inspect(
    { group, ...rest, outcome: told },
    { depth: 6, breakLength: 110, maxStringLength: 300, maxArrayLength: 60 },
  );
  return [
    `${wrong.join(', ')}: send ${found.send.id}, again with --seed ${group.seed} --only ${group.number}`,
    everything,
    text.slice(0, 3000),
  ].join('\n');
}

/** @param {Tally} tally @param {Line} line */
function total(tally, line) {
  return modes.reduce((sum, mode) => sum + tally.count(line, mode), 0);
}

/** Plain Nodemailer has no types, and promises nothing about deliveries that fail. @param {string} line */
function meansSomethingBare(line) {
  return !['untyped', 'Unclassified', 'falsely "not-sent"'].includes(line);
}

/** @param {string} name @param {readonly string[]} cells */
function row(name, cells) {
  return `${name.padEnd(26)}${cells.map((cell) => cell.padStart(9)).join('')}`.trimEnd();
}

/** @param {number} number */
function count(number) {
  return number.toLocaleString('en');
}
