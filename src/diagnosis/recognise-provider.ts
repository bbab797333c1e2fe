import { isSpoken, providerAt, providersInOrder } from './marks.js';
import type { Provider } from './providers/provider.js';
import { type ProviderId, providers } from './providers.js';
import { readText } from './text/read-text.js';
import type { Stamp } from './text/stamps.js';
import { type Findings, findWords } from './vocabulary.js';

/** What there is to recognise a provider by. */
export interface ProviderFacts {
  /** The host that was connected to, `'smtp.gmail.com'`. */
  readonly host?: string;
  /** The server's greeting, with or without its `220`. */
  readonly greeting?: string;
  /** A reply's text, or what was found in it. */
  readonly text?: string | Findings;
}

// A reply may be 1 MiB long; whose it is shows in its first lines.
const LONGEST_TEXT = 2048;
const LONGEST_HOST = 253;

// By the host as it is, or by its domain with the leading dot taken off.
const hosts = new Map<string, ProviderId>();
const domains = new Map<string, ProviderId>();
const starred: { before: string; after: string; id: ProviderId }[] = [];
/** Marks that are machines' names or addresses of help pages. */
const named: (readonly [mark: string, id: ProviderId])[] = [];
for (const id of providersInOrder) {
  const { hosts: names, marks: words = [] }: Provider = providers[id];
  for (const name of names) {
    const [before = '', after] = name.split('*');
    if (after !== undefined) starred.push({ before, after, id });
    else if (name.startsWith('.')) domains.set(name.slice(1), id);
    else hosts.set(name, id);
  }
  for (const word of words) if (!isSpoken(word)) named.push([word, id]);
}
// The longer the mark, the more it says: `olc.protection.outlook.com` before `protection.outlook.com`.
named.sort(([a], [b]) => b.length - a.length);

/**
 * Says whose server it is: by the host, else by its greeting, else by marks in a reply's text.
 *
 * @param facts - Any of host, greeting and text; all of it may be hostile.
 * @returns The provider, or `undefined` where nothing tells.
 * @example
 * recogniseProvider({ host: 'smtp.gmail.com' }); // 'gmail'
 * recogniseProvider({ text: '5.7.8 Error: [AUTH005] Too many bad auth attempts' }); // 'yahoo'
 */
export function recogniseProvider(facts: ProviderFacts): ProviderId | undefined {
  const { host, greeting, text } = facts;
  return (
    (host === undefined ? undefined : byHost(host)) ??
    (greeting === undefined ? undefined : byGreeting(greeting)) ??
    (text === undefined ? undefined : byText(text))
  );
}

function byHost(host: string): ProviderId | undefined {
  if (host.length > LONGEST_HOST) return undefined;
  const name = (host.endsWith('.') ? host.slice(0, -1) : host).toLowerCase();
  const exact = hosts.get(name);
  if (exact !== undefined) return exact;
  for (let start = 0; start !== -1; start = nextLabel(name, start)) {
    const id = domains.get(name.slice(start));
    if (id !== undefined) return id;
  }
  return starred.find(({ before, after }) => name.startsWith(before) && name.endsWith(after))?.id;
}

function nextLabel(name: string, start: number): number {
  const dot = name.indexOf('.', start);
  return dot === -1 ? -1 : dot + 1;
}

function byGreeting(greeting: string): ProviderId | undefined {
  const start = greeting.slice(0, LONGEST_TEXT);
  // RFC 5321 section 4.2: the greeting's first word is the server's name.
  const name = /^(?:220[ -])?([\w.-]+)/.exec(start)?.[1];
  return byText(start) ?? (name === undefined ? undefined : byHost(name));
}

function byStamp({ kind, text }: Stamp): ProviderId | undefined {
  if (kind !== 'host' && kind !== 'url') return undefined;
  return named.find(([mark]) => text.includes(mark))?.[1];
}

/** By what the server calls itself, and where it sends people to read on; never by an address that it quotes. */
function byText(given: string | Findings): ProviderId | undefined {
  const { marks, text } = typeof given === 'string' ? findWords(readText(given)) : given;
  for (const mark of marks.keys()) {
    const id = providerAt(mark);
    if (id !== undefined) return id;
  }
  for (const stamp of text.stamps) {
    const id = byStamp(stamp);
    if (id !== undefined) return id;
  }
  return undefined;
}
