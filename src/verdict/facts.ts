import type { DiagnoseContext, ErrorLike } from '../diagnosis/diagnosis.js';
import type { Phase } from '../diagnosis/phase.js';

/** What a transport speaks: only what SMTP (or LMTP) says is a reply. */
export type Protocol =
  | 'smtp'
  /** A mail program on this machine, by Nodemailer's sendmail transport. */
  | 'sendmail'
  /** Amazon SES, by Nodemailer's SES transport: its SDK tries by itself. */
  | 'ses'
  /** Whatever a transport of somebody else's speaks. */
  | 'api'
  /** Nothing: the message is given back, by Nodemailer's JSON and stream transports. */
  | 'none';

/** How far a message was handed over. */
export type Reading =
  /** Nobody has read any of it. */
  | 'unread'
  /** Nobody has read it as a stream; a transport may as well use the mail's own fields. */
  | 'unseen'
  /** It was not read to its end, and whoever reads it may go on. */
  | 'begun'
  /** It was taken back before its end: nobody reads it to its end any more. */
  | 'withdrawn'
  /** To its end: over SMTP its final dot may have gone out. */
  | 'read';

/** Who failed. */
export type Origin =
  | 'transport'
  /** A file, URL or stream of the message. */
  | 'source'
  /** Before the transport was asked at all. */
  | 'local'
  /** A server that refused a recipient of a message which others have. */
  | 'recipient';

/** A reply and what it answered. */
export interface Answer {
  readonly code: number;
  readonly raw: string;
  readonly phase: Phase;
  readonly command: string | undefined;
}

/** What is known of the dialogue that carried a message. */
export interface SessionFacts {
  /** True where it was heard from its beginning. */
  readonly isFollowed: boolean;
  /** Why nothing that was said proves anything, where that is so. */
  readonly outOfStep: string | undefined;
  /** The phase of the command that waits for its reply, or of the last thing that happened. */
  readonly phase: Phase;
  /** True while no command waits for a reply. */
  readonly quiet: boolean;
  readonly greeting: string | undefined;
  readonly mechanisms: readonly string[];
  readonly lastReply: Answer | undefined;
  readonly loginRefusal: Answer | undefined;
  /** A 221 or 421 that answered no QUIT. */
  readonly goodbye: Answer | undefined;
  /** What was taken for the acceptance of a recipient and is none. */
  readonly doubtfulRecipient: Answer | undefined;
  readonly dataReply: Answer | undefined;
  /** True once the message was gone ahead with. */
  readonly acceptsMessage: boolean;
  /** True where that was after a 354. */
  readonly agreedToMessage: boolean;
  /** What answered the final dot: one reply, or with LMTP one for each recipient. */
  readonly finalReplies: { readonly expected: number; readonly received: readonly Answer[] };
}

/** What an error says of itself, read once and without secrets. */
export interface FailureFacts extends ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  /** The status that an HTTP service answered with, from a field that says so. */
  readonly status?: number;
  /** How often the transport has tried by itself, where it says so. */
  readonly tries?: number;
  /** The codes of what it was caused by. */
  readonly causes: readonly string[];
}

/** What a transport said of a message that it resolved. */
export interface InfoFacts {
  readonly response?: unknown;
  readonly accepted?: readonly unknown[];
  readonly rejected?: readonly unknown[];
  /** The replies to those that were refused. */
  readonly refusals?: readonly Pick<FailureFacts, 'response' | 'responseCode'>[];
}

/** All that a verdict is made of. */
export interface Facts {
  readonly protocol: Protocol;
  /** How the transport ended. */
  readonly said: { readonly error: FailureFacts } | { readonly info: InfoFacts };
  readonly origin: Origin;
  readonly reading: Reading;
  /** The session that carried the message; none for other transports than SMTP. */
  readonly session: SessionFacts | undefined;
  readonly context: Pick<DiagnoseContext, 'host' | 'rules'>;
}
