const CLOCK = '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?';

/** What stands before a line of a log, written by whoever carried it. */
const prefixes: readonly RegExp[] = [
  // This package's own rendering, pasted: `    | S: 535 …`, `  > | S: 535 …`.
  /^ {2}[ >] \| /,
  // pm2: `0|app  | `. docker compose: `app-1  | `.
  /^\d{1,4}\|[\w.-]{1,60} {0,30}\| ?/,
  /^[A-Za-z][\w.-]{0,60} {1,30}\| ?/,
  // Kubernetes, as the nodes keep it and as kubectl shows it.
  /^\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:?\d\d) (?:stdout|stderr) [FP] /,
  /^\[pod\/[^\]\s]{1,200}\] /,
  // NestJS.
  /^\[Nest\] {1,3}\d{1,9} {1,3}- {1,3}[\d/.,: APM]{10,30}(?= )/,
  new RegExp(`^\\[?\\d{4}-\\d\\d-\\d\\d[T ]${CLOCK}(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?\\]?:?(?=\\s|$)`),
  new RegExp(`^\\[${CLOCK}\\]`),
  // syslog.
  new RegExp(
    `^(?:<\\d{1,3}>)?[A-Z][a-z]{2} [ \\d]\\d ${CLOCK} [\\w.-]{1,100} [\\w./-]{1,60}(?:\\[\\d{1,9}\\])?: `,
  ),
  /^\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?:?(?: \(\d{1,9}\):)?(?=\s)/,
  // Nodemailer: the connection.
  /^\[[#\w-]{4,40}\] (?=[A-Z#<])/,
];

const MOST_PREFIXES = 6;

/** A line of a log without what was put before it. Indentation is kept where a dump needs it. */
export function stripPrefixes(line: string): string {
  let rest = line;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const start = rest.slice(0, 320);
    const trimmed = count === 0 ? start : start.replace(/^ {1,8}(?=[[A-Z\d])/, '');
    const match = prefixes.map((prefix) => prefix.exec(trimmed)).find((found) => found);
    if (!match) return count === 0 ? rest : rest.replace(/^ (?=\S)/, '');
    rest = rest.slice(start.length - trimmed.length + match[0].length);
  }
  return rest;
}
