import { maskMailboxes } from './mask-mailboxes.js';

/**
 * The local part of an address and its at sign, which a link writes as `%40`, and mail as `=40`. A run of characters
 * is only read from its beginning, so that the cost is linear however long it is. A slash before the
 * at sign belongs to a path: `node_modules/@scope`.
 */
export const LOCAL_PART =
  /(?:"(?:[^"\\\r\n]|\\.){1,64}"@|(?<![^\s<>()[\],;:"'@])[^\s<>()[\],;:"'@]*[^\s<>()[\],;:"'@/]@|(?<![\w.+%-])[\w.+%-]+?[%=]40)(?=[^\s<>()\],;:"'@])/g;

/**
 * Hides whose mailbox a text speaks of and keeps the domain: `<bob@example.com>` becomes
 * `<***@example.com>`.
 *
 * @param known Addresses whose local parts are hidden also without their domain: see {@link maskMailboxes}.
 */
export function maskAddresses(text: string, known: readonly string[] = []): string {
  return maskMailboxes(text, known).replace(LOCAL_PART, (match) =>
    match.endsWith('@') ? '***@' : `***${match.slice(-3)}`,
  );
}
