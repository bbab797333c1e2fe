// Labelled rows, and what the diagnosis makes of them.
import { readFileSync } from 'node:fs';

/** @typedef {import('../../src/diagnosis/diagnosis.js').DiagnoseContext} Context */
/** @typedef {import('../../src/diagnosis/phase.js').Phase} Phase */
/** @typedef {import('../../src/diagnosis/providers.js').ProviderId} ProviderId */
/**
 * A reply, or an error's fields, and the label that is right; `also` are others that can be defended.
 *
 * @typedef {{ reply?: string, error?: Record<string, unknown>, phase?: string, provider?: string, command?: string,
 *   expected: string, also?: string[], lang?: string, source?: string }} Row
 */

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
};

/** @type {Readonly<Record<string, ProviderId | undefined>>} */
const providerNames = {
  'outlook.com': 'outlook',
  163: 'netease163',
  126: 'netease126',
  'exmail.qq': 'exmail-qq',
  'mail.ru': 'mailru',
  'orange.fr': 'orange',
  't-online': 'tonline',
  protonmail: 'proton',
};

/** @param {string | URL} file @returns {Row[]} */
export const readRows = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

/** Reasons as the sets name them: families that they do not tell apart are folded together. */
/** @param {string} reason */
export function labelOf(reason) {
  if (reason.startsWith('tls.')) return 'tls';
  if (reason.startsWith('protocol.')) return 'protocol';
  if (reason.startsWith('connection.')) return 'network';
  if (reason === 'rate.greylisted') return 'greylisted';
  if (reason === 'server.storage') return 'storage';
  return reason;
}

/** @param {Row} row @param {Readonly<Record<string, unknown>>} providers @returns {Context} */
export function contextOf(row, providers) {
  const phase = phaseNames[row.phase ?? ''];
  const name = row.provider ?? '';
  const known = providerNames[name] ?? (Object.hasOwn(providers, name) ? name : undefined);
  const provider = /** @type {ProviderId | undefined} */ (known);
  return {
    ...(phase === undefined ? {} : { phase }),
    ...(row.command === undefined ? {} : { command: row.command }),
    ...(provider === undefined ? {} : { provider }),
  };
}
