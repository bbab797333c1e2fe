import { type Provider, type ProviderId, providers } from './providers.js';

/** What there is to recognise a provider by. */
export interface ProviderFacts {
  /** The host that was connected to, `'smtp.gmail.com'`. */
  readonly host?: string;
  /** The server's greeting, with or without its `220`. */
  readonly greeting?: string;
  /** A reply's text. */
  readonly text?: string;
}

// A reply may be 1 MiB long; whose it is shows in its first lines.
const LONGEST_TEXT = 4096;
const LONGEST_HOST = 253;

const ids = Object.keys(providers).filter(isProviderId);
const hosts = new Map<string, ProviderId>(ids.flatMap((id) => providers[id].hosts.map((host) => [host, id])));
const marks = new Map<string, ProviderId>(
  ids.flatMap((id) => marksOf(providers[id]).map((mark) => [mark, id])),
);
// An alternation of literals: nothing in it can backtrack.
const anyMark = new RegExp([...marks.keys()].map((mark) => mark.replace(/\W/g, '\\$&')).join('|'), 'i');

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
    (text === undefined ? undefined : byMark(text))
  );
}

/** Whether `id` is one of {@link providers}. */
export function isProviderId(id: string): id is ProviderId {
  return Object.hasOwn(providers, id);
}

function byHost(host: string): ProviderId | undefined {
  if (host.length > LONGEST_HOST) return undefined;
  const name = host.toLowerCase().replace(/\.$/, '');
  const exact = hosts.get(name) ?? hosts.get(`.${name}`);
  if (exact !== undefined) return exact;
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const id = hosts.get(name.slice(dot));
    if (id !== undefined) return id;
  }
  return hosts.get(name.replace(/^([^.]*\.)[^.]+/, '$1*'));
}

function byGreeting(greeting: string): ProviderId | undefined {
  const start = greeting.slice(0, LONGEST_TEXT);
  // RFC 5321 section 4.2: the greeting's first word is the server's name.
  const name = /^(?:220[ -])?([\w.-]+)/.exec(start)?.[1];
  return byMark(start) ?? (name === undefined ? undefined : byHost(name));
}

function byMark(text: string): ProviderId | undefined {
  const mark = anyMark.exec(text.slice(0, LONGEST_TEXT))?.[0];
  return mark === undefined ? undefined : marks.get(mark.toLowerCase());
}

function marksOf(provider: Provider): readonly string[] {
  return provider.marks ?? [];
}
