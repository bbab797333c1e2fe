import type { Provider } from '../../src/diagnosis/providers/provider.js';
import { providers } from '../../src/diagnosis/providers.js';
import { reasons } from '../../src/diagnosis/reasons.js';
import { generalAdvice } from '../../src/diagnosis/remediations/general.js';
import { providerAdvice } from '../../src/diagnosis/remediations/provider-advice.js';
import type { PaceOptions } from '../../src/options/options.js';
import { code, table } from './generated.js';
import { publishedLimits } from './published-limits.js';

const dispositions = {
  transient: 'transient',
  permanent: 'permanent',
  'operator-action': 'operator action',
  'by-reply': '4xx transient, 5xx permanent',
};

const MOST_HOSTS = 3;

/** The table of reasons, one row for each, which an address can name. */
export function reasonsTable(): string {
  const advice: Readonly<Record<string, { readonly summary: string }>> = generalAdvice;
  return table(
    ['`reason`', 'Error class', 'What is wrong', 'Disposition'],
    Object.entries(reasons).map(([reason, { kind, disposition }]) => [
      `<a id="${reason}"></a>${code(reason)}`,
      code(`${kind}Error`),
      advice[reason]?.summary ?? '',
      dispositions[disposition],
    ]),
  );
}

/** The table of providers, one row for each. */
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

/** The table of the limits that vendors publish, with what to give as `pace`. */
export function limitsTable(): string {
  const names: Readonly<Record<string, Provider>> = providers;
  return table(
    ['Provider', 'Account', 'Limit', 'To copy'],
    publishedLimits
      .map(({ provider, account = '', limit, source, pace }) => [
        names[provider]?.name ?? '',
        account,
        `${limit} ([${new URL(source).hostname}](${source}))`,
        pace === undefined ? '' : code(paceLine(pace)),
      ])
      .sort(([a = ''], [b = '']) => a.localeCompare(b, 'en')),
  );
}

function paceLine(pace: PaceOptions): string {
  const written = Object.entries(pace).map(([name, value]) => `${name}: ${value}`);
  return `pace: { ${written.join(', ')} }`;
}

function hostCode(host: string): string {
  return code(host.startsWith('.') ? `*${host}` : host);
}
