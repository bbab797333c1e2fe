/**
 * The local part of an address and its at sign, which a link writes as `%40`. A run of characters
 * is only read from its beginning, so that the cost is linear however long it is. A slash before the
 * at sign belongs to a path: `node_modules/@scope`.
 */
export const LOCAL_PART =
  /(?:"[^"\r\n]{1,64}"@|(?<![^\s<>()[\],;:"'@])[^\s<>()[\],;:"'@]*[^\s<>()[\],;:"'@/]@|(?<![\w.+%-])[\w.+%-]+?(?:%40))(?=[^\s<>()\],;:"'@])/g;

/**
 * Hides whose mailbox a text speaks of and keeps the domain: `<bob@example.com>` becomes
 * `<***@example.com>`.
 */
export function maskAddresses(text: string): string {
  return text.replace(LOCAL_PART, (match) => (match.endsWith('@') ? '***@' : '***%40'));
}
