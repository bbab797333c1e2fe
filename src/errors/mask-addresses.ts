// RFC 5321 section 4.5.3.1.1: a local part has at most 64 octets. The bound keeps the cost linear.
const ADDRESS = /(?:"[^"\r\n]{1,64}"|[^\s<>()[\],;:"'@=]{1,64})@(?=[^\s<>()\],;:"'@])/g;

/**
 * Hides whose mailbox a text speaks of and keeps the domain: `<bob@example.com>` becomes
 * `<***@example.com>`.
 */
export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, '***@');
}
