/** What a worker reads for its jobs besides what is in them. */
export interface Allowed {
  /** Files of the worker's machine. */
  readonly files?: boolean;
  /** URLs that the worker's machine can reach. */
  readonly urls?: boolean;
}

/** A file or a URL that a job's data has the worker read. */
export interface ForeignSource {
  readonly is: 'files' | 'urls';
  /** The message's field that it is in. */
  readonly field: string;
  /** What names it there. */
  readonly key: string;
}

/** The fields that Nodemailer takes content, keys and tokens from; what others hold is the plugins' own. */
const FIELDS = [
  'text',
  'html',
  'watchHtml',
  'amp',
  'icalEvent',
  'raw',
  'attachments',
  'alternatives',
  'dkim',
  'auth',
] as const;

/** What is read from a file or a URL: of attachments, of DKIM's cache, of an OAuth2 token's service. */
const NAMING: ReadonlyMap<string, ForeignSource['is']> = new Map([
  ['path', 'files'],
  ['href', 'urls'],
  ['cacheDir', 'files'],
  ['accessUrl', 'urls'],
]);

/** Where Nodemailer looks what a path begins with; anywhere else it is a file, whatever it looks like. */
const READ_AS_URLS: ReadonlySet<string> = new Set(['attachments', 'alternatives']);

/** Finds the first file or URL in a job's message that its worker may not read. */
export function foreignSource(message: object, allowed: Allowed): ForeignSource | undefined {
  for (const field of FIELDS) {
    const value: unknown = Reflect.get(message, field);
    const entries = READ_AS_URLS.has(field) && Array.isArray(value) ? value : [];
    const found = within(value, allowed, new Set(entries));
    if (found) return { ...found, field };
  }
  return undefined;
}

/** @param readAsUrls The objects whose own `path` may be a URL. */
function within(
  value: unknown,
  allowed: Allowed,
  readAsUrls: ReadonlySet<unknown>,
): Omit<ForeignSource, 'field'> | undefined {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const is = sourceIn(key, part, readAsUrls.has(value));
    if (is && allowed[is] !== true) return { is, key };
    // Headers may have any name.
    const found = key === 'headers' ? undefined : within(part, allowed, readAsUrls);
    if (found) return found;
  }
  return undefined;
}

function sourceIn(key: string, value: unknown, isReadAsUrl: boolean): ForeignSource['is'] | undefined {
  const is = value ? NAMING.get(key) : undefined;
  if (typeof value !== 'string' || !isReadAsUrl) return is;
  // The content itself.
  if (/^data:/i.test(value)) return undefined;
  return is && /^https?:\/\//i.test(value) ? 'urls' : is;
}
