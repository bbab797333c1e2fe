/** Injection token of {@link MailOptions}. */
export const MAIL_OPTIONS = Symbol('MAIL_OPTIONS');

export interface MailOptions {
  /** The mail server, with user and password if it wants them: `'smtps://user:password@smtp.example.com'`. */
  readonly url: string;
  /** The sender of every mail. */
  readonly from: string;
}
