import type { AnySmtpError } from './errors/classes.js';
import type { RecipientOutcome } from './errors/outcome.js';
import type { MessageOptions } from './options/options.js';

/**
 * What {@link wrapTransport} returns for a `T`: the same object, whose `sendMail` takes {@link MessageOptions},
 * resolves with a {@link WrappedInfo} and tells its callback an {@link AnySmtpError}.
 *
 * @example
 * ```ts
 * class Letters {
 *   constructor(private readonly mailer: Wrapped<Transporter<SMTPTransport.SentMessageInfo>>) {}
 * }
 * ```
 */
export type Wrapped<T> = WrappedSendMail<T> & T;

/**
 * What `sendMail` of a wrapped transporter resolves with: Nodemailer's `info` with our errors in it, and what
 * became of each recipient.
 */
export type WrappedInfo<Info> = {
  [Field in keyof Info as Exclude<Field, 'rejectedErrors'>]: Info[Field];
} & (Info extends SmtpInfo ? RecipientsTold : Partial<RecipientsTold>) &
  RefusalsTold<ErrorIn<Info>>;

/** What every `info` of Nodemailer's has that came over SMTP or LMTP. */
interface SmtpInfo {
  readonly accepted: readonly unknown[];
  readonly envelopeTime: number;
}

interface RecipientsTold {
  /**
   * What became of each recipient over all attempts: `'accepted'`, `'deferred'` or `'rejected'`, with the
   * server's reply and its reason where it was refused. Not enumerable. Absent where a transport says nothing
   * of `accepted` recipients.
   */
  readonly recipients: readonly RecipientOutcome[];
}

interface RefusalsTold<Theirs> {
  /** An error for each recipient that was refused; its `recipient` says whom it is about. Absent where nobody was. */
  rejectedErrors?: (AnySmtpError & Theirs)[] | undefined;
}

/** What Nodemailer's types say of such an error, so that our `info` is one of theirs. */
type ErrorIn<Info> = Info extends { readonly rejectedErrors?: readonly (infer Theirs)[] | undefined }
  ? Theirs
  : unknown;

/** Nodemailer's types declare `sendMail` with a promise and with a callback, in either order. */
type WrappedSendMail<T> = T extends { readonly sendMail: infer SendMail }
  ? SendMail extends {
      (...args: infer Args): infer Returned;
      (...args: infer OtherArgs): infer OtherReturned;
    }
    ? Overloads<Args[0 & keyof Args] & OtherArgs[0 & keyof OtherArgs], Resolved<Returned | OtherReturned>>
    : unknown
  : unknown;

type Resolved<Returned> = Returned extends Promise<infer Info> ? Info : never;

type Overloads<Message, Info> = [Info] extends [never]
  ? unknown
  : {
      sendMail(message: Message & MessageOptions): Promise<WrappedInfo<Info>>;
      sendMail(
        message: Message & MessageOptions,
        callback: (error: AnySmtpError | null, info: WrappedInfo<Info>) => void,
      ): void;
    };
