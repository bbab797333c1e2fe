/** @typedef {import('./oracle/evidence.js').Offence} Offence */
/** @typedef {import('./run.js').Evidence} Evidence */

const MOST_LINES = 60;

/**
 * A broken promise as a story: who did what, what was promised, what came, and how to see it again.
 *
 * @param {Evidence} evidence @param {Offence} offence
 */
export function storyOf(evidence, { promise, says, request }) {
  const { plan, journal } = evidence;
  const faults = plan.server.faults.map(({ does, at, connection, after, every, times, how }) =>
    [
      `the server: ${does} at ${at}`,
      connection === 0 ? 'on any connection' : `on connection ${connection}`,
      ...(after === 0 ? [] : [`after ${after} times without`]),
      ...(every === 1 ? [] : ['every other time']),
      `${times === 1 ? 'once' : `up to ${times} times`} ${JSON.stringify(how)}`,
    ].join(', '),
  );
  const steps = plan.steps.map(
    ({ does, at, how }) => `the application: ${does}, after ${at} ms ${JSON.stringify(how)}`,
  );
  const lines = journal.entries
    .filter((entry) => concerns(evidence, request?.id, entry))
    .map(([at, what, ...rest]) => `${String(at).padStart(10)} ms  ${lineOf(String(what), rest)}`);
  const shown =
    lines.length <= MOST_LINES
      ? lines
      : [
          ...lines.slice(0, MOST_LINES / 2),
          `            … ${lines.length - MOST_LINES} lines …`,
          ...lines.slice(-MOST_LINES / 2),
        ];
  return [
    `BROKEN: ${promise}`,
    `  ${says}`,
    ...[...faults, ...steps, `the mailer: ${JSON.stringify(plan.mailer)}`].map((line) => `  ${line}`),
    ...shown,
    `  again: ${commandFor(plan, promise)}`,
  ].join('\n');
}

/** @param {import('./plan.js').Plan} plan @param {string} promise */
function commandFor(plan, promise) {
  return `npm run simulate -- --promise '${promise}' --only '${JSON.stringify(plan).replaceAll("'", '\\u0027')}'`;
}

/** Only what has to do with a message, where the story is about one. @param {Evidence} evidence @param {string | undefined} id @param {readonly (string | number)[]} entry */
function concerns({ network }, id, [, what, subject]) {
  // For the digest: what they say stands in the lines around them.
  if (what === 'logs' || what === 'hears') return false;
  if (id === undefined) return true;
  if (typeof subject === 'string') return subject === id || what === 'step';
  const carriers = network.connections.filter(({ tap }) => tap.passages.some((passage) => passage.id === id));
  // Of what was out of step from the beginning nobody knows which connection carried it.
  return (
    carriers.length === 0 || carriers.some(({ wire }) => wire.number === subject) || what === 'stands still'
  );
}

/** @param {string} what @param {readonly (string | number)[]} rest */
function lineOf(what, rest) {
  const text = rest.map(String).join(' ').replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  const line = `${{ '<': 'received', '>': 'sent' }[what] ?? what} ${text}`;
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
