import type { Provider } from '../../src/diagnosis/providers/provider.js';
import { providers } from '../../src/diagnosis/providers.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import { generalAdvice } from '../../src/diagnosis/remediations/general.js';
import { providerAdvice } from '../../src/diagnosis/remediations/provider-advice.js';

const dispositions = {
  transient: 'transient',
  permanent: 'permanent',
  'operator-action': 'operator action',
  'by-reply': '4xx transient, 5xx permanent',
};

const MOST_HOSTS = 3;

/** The README's table of reasons, one row for each. */
export function reasonsTable(): string {
  const advice: Readonly<Record<string, { readonly summary: string }>> = generalAdvice;
  return table(
    ['`reason`', 'Error class', 'What is wrong', 'Disposition'],
    Object.entries(reasons).map(([reason, { kind, disposition }]) => [
      code(reason),
      code(`${kind}Error`),
      advice[reason]?.summary ?? '',
      dispositions[disposition],
    ]),
  );
}

/** The README's table of providers, one row for each. */
export function providersTable(): string {
  const advice: Readonly<Record<string, (typeof providerAdvice)['gmail']>> = providerAdvice;
  return table(
    ['Provider', '`provider`', 'Known by its hosts', 'Has its own answer to'],
    Object.entries<Provider>(providers)
      .map(([id, { name, hosts }]) => [
        name,
        code(id),
        [...hosts.slice(0, MOST_HOSTS).map(hostCode), ...(hosts.length > MOST_HOSTS ? ['…'] : [])].join(' '),
        (advice[id] ?? []).flatMap((row) => row.for.map(code)).join(' '),
      ])
      .sort(([a = ''], [b = '']) => a.localeCompare(b, 'en')),
  );
}

/** A README with both tables put between their markers, and nothing else changed. */
export function withTables(readme: string): string {
  return between(between(readme, 'reasons', reasonsTable()), 'providers', providersTable());
}

function between(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start === -1 || end < start) throw new Error(`README.md needs ${open} and, after it, ${close}.`);
  return `${text.slice(0, start)}${open}\n\n${content}\n\n${text.slice(end)}`;
}

/** Columns of even width, as the formatter leaves them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [lines[0] ?? [], rule, ...lines.slice(1)]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function hostCode(host: string): string {
  return code(host.startsWith('.') ? `*${host}` : host);
}

function code(text: string): string {
  return `\`${text}\``;
}
