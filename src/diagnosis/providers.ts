/** A mailbox or sending provider and the marks by which it is known. */
export interface Provider {
  /** The name people know, `'Gmail'`. */
  readonly name: string;
  /** Hosts: `smtp.gmail.com`, or a whole domain as `.gmail.com`. */
  readonly hosts: readonly string[];
  /** Marks in a reply's text or greeting, in lower case: `gsmtp`. */
  readonly marks?: readonly string[];
}

export const providers = {
  gmail: { name: 'Gmail', hosts: ['smtp.gmail.com', 'smtp.googlemail.com'], marks: ['gsmtp'] },
} as const satisfies Record<string, Provider>;

/** A provider that the diagnosis knows, `'gmail'`. */
export type ProviderId = keyof typeof providers;
