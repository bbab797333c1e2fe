/** A sentence as a part of another one: without its full stop, and without a capital that only begins it. */
export function asClause(sentence: string): string {
  const words = sentence.replace(/\.$/, '');
  return /^(?:[A-Z][a-z]|A )/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
