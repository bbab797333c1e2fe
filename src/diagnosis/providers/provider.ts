/** A mailbox or sending provider and the marks by which it is known. */
export interface Provider {
  /** The name people know, `'Gmail'`. */
  readonly name: string;
  /** Hosts: `smtp.gmail.com`, a domain and all below it as `.gmail.com`, or `*` for any part. */
  readonly hosts: readonly string[];
  // A mark is something only the provider's own servers say. Domains that customers write in
  // addresses, or that their machines carry in reverse DNS, are no marks: a reply often quotes the
  // sender. The leading dot in `.mail.ru` keeps `joe@mail.ru` out. For the same reason the hosts of
  // companies that rent out machines are named one by one.
  /**
   * Marks in a reply's text or greeting, in lower case: words (`gsmtp`, `auth0*` for all that begin so), or with
   * a dot or slash what a machine's name or a link has (`.qq.com`, `support.google.com/`).
   */
  readonly marks?: readonly string[];
}
