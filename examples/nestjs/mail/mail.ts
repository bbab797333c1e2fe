/** The body of `POST /mails`. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The answer to it, when the mail server has accepted the mail. */
export interface Receipt {
  readonly messageId: string;
  /** Recipients that it refused, where it accepted others. */
  readonly rejected: readonly string[];
}
