import { topics } from 'nodemailer-smtp-errors/diagnose';

/** What the page shows, as far as its address can hold it. */
export type View =
  | { readonly shows: 'nothing' }
  | { readonly shows: 'topic'; readonly name: string }
  | { readonly shows: 'comparison'; readonly names: readonly string[] };

const { codes, enhancedCodes, reasons, kinds } = topics();
const words = new Map([...reasons, ...kinds].map((word) => [word.toLowerCase(), word]));

/** Names for a list to choose from, as far as they can be compared. */
export const comparable: readonly string[] = [...codes, ...enhancedCodes, ...reasons];

/** The name that a text is, and nothing else: only a name may stand in an address. */
export function nameIn(text: string): string | undefined {
  const written = text.trim();
  if (/^(?:[2-5]\d\d|(?:[2-5]\d\d )?[245]\.\d{1,3}\.\d{1,3})$/.test(written)) return written;
  return words.get(written.toLowerCase().replace(/error$/, ''));
}

/** A name that can stand on one side of a comparison: one code, or a reason. */
export function comparedNameIn(text: string): string | undefined {
  const name = nameIn(text);
  return name !== undefined && /^[\d.]+$|^[a-z]/.test(name) ? name : undefined;
}

/** `#535`, `#421-4.7.0`, `#auth.disabled`, `#221/535`. */
export function addressOf(...names: readonly string[]): string {
  return `#${names.map((name) => name.replace(' ', '-')).join('/')}`;
}

/** What an address asks for; whatever is no name in it is not looked at. */
export function viewOf(hash: string): View {
  const asked = hash.slice(1, 200);
  if (asked === 'compare') return { shows: 'comparison', names: [] };
  const parts = asked.split('/').map((part) => part.replace(/^(\d{3})-/, '$1 '));
  if (parts.length === 2) {
    const names = parts.map(comparedNameIn).filter((name) => name !== undefined);
    return { shows: 'comparison', names };
  }
  const name = nameIn(parts[0] ?? '');
  return name === undefined ? { shows: 'nothing' } : { shows: 'topic', name };
}
