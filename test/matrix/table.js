/** @typedef {import('./combinations.js').Combination} Combination */
/** @typedef {import('./run-suite.js').Outcome} Outcome */
/** @typedef {{ readonly combination: Combination, readonly outcome: Outcome }} Result */

/** What is printed of a combination when it has run. @param {Result} result */
export function lineOf({ combination, outcome }) {
  const { passed, tests, failed, skipped, ms } = outcome;
  const counts = `${tests} passed, ${failed.length} failed, ${skipped} skipped`;
  return [
    `${passed ? 'ok  ' : 'FAIL'} ${nameOf(combination)}: ${counts}, ${Math.round(ms / 1000)} s`,
    ...failed.map((name) => `       ${name}`),
  ].join('\n');
}

/** @param {Combination} combination */
export function nameOf({ nodemailer, node }) {
  return `Nodemailer ${nodemailer.version} on Node ${node.version}`;
}

/** All of it: a row for each Nodemailer, a column for each Node. @param {readonly Result[]} results */
export function tableOf(results) {
  const nodes = unique(results.map(({ combination }) => combination.node.version));
  const nodemailers = unique(results.map(({ combination }) => combination.nodemailer.version));
  const cell = (/** @type {string} */ nodemailer, /** @type {string} */ node) => {
    const result = results.find(({ combination }) => {
      return combination.nodemailer.version === nodemailer && combination.node.version === node;
    });
    if (!result) return '';
    return result.outcome.passed ? 'ok' : `${result.outcome.failed.length} failed`;
  };
  const rows = nodemailers.map((nodemailer) => [nodemailer, ...nodes.map((node) => cell(nodemailer, node))]);
  return [['Nodemailer', ...nodes.map((node) => `Node ${node}`)], ...rows]
    .map((cells) =>
      cells
        .map((text) => text.padEnd(14))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * The table in the page of versions of what the suite runs on: a row for each major.
 *
 * @param {Readonly<Record<string, readonly import('./versions.js').Version[]>>} versions By the name of the thing.
 */
export function supportTable(versions) {
  const rows = Object.entries(versions).flatMap(([name, list]) => {
    const majors = unique(list.map(({ version }) => version.split('.')[0] ?? ''));
    return majors.map((major) => {
      const own = list.filter(({ version }) => version.startsWith(`${major}.`));
      return [`${name} ${major}`, own.map(({ version }) => version).join(', ')];
    });
  });
  const lines = [['', 'the whole test suite runs on'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return [lines[0] ?? [], widths.map((width) => '-'.repeat(width)), ...rows]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

/** @param {readonly string[]} values */
function unique(values) {
  return [...new Set(values)];
}
