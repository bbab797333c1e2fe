import { since } from '../helpers/nodemailer-version.js';
import { footprint, type Trace } from '../wrapping/footprint.js';
import { code, table } from './generated.js';

/** The footprint as a table: one row for what is alike but for its name. */
export function footprintTable(): string {
  const rows = new Map<string, { readonly trace: Trace; readonly properties: string[] }>();
  for (const trace of footprint) {
    const { property, ...rest } = trace;
    const row = rows.get(JSON.stringify(rest));
    if (row) row.properties.push(property);
    else rows.set(JSON.stringify(rest), { trace, properties: [property] });
  }
  return table(
    ['On', 'Property', 'Why', 'Where'],
    [...rows.values()].map(({ trace, properties }) => [
      trace.on,
      properties.map(code).join(' '),
      trace.why,
      whereOf(trace),
    ]),
  );
}

const kinds: Readonly<Record<string, string>> = {
  smtp: 'SMTP, single connections',
  pool: 'SMTP, pools',
  'smtp pool': 'SMTP',
  other: 'not SMTP',
};

function whereOf({ kinds: only, since: first, until }: Trace): string {
  return [
    only ? (kinds[only.join(' ')] ?? '') : 'all',
    ...(first ? [`from Nodemailer ${since[first]} on`] : []),
    ...(until ? [`before Nodemailer ${since[until]}`] : []),
  ].join('; ');
}
