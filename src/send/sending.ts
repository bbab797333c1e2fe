import type { AsyncResource } from 'node:async_hooks';
import type { SendMessage } from '../channels/channels.js';
import type { Life } from '../endings/life.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import type { AttemptReport } from '../errors/outcome.js';
import { asError } from '../nodemailer/as-error.js';
import { type MailFacts, mailFacts, serverOf } from '../nodemailer/facts.js';
import { OutgoingMessage } from '../nodemailer/message/outgoing-message.js';
import type { Mail, SentInfo, Transport } from '../nodemailer/shapes.js';
import type { ResolvedRetry } from '../options/retry.js';
import type { Session } from '../session/session.js';
import type { Reading } from '../verdict/facts.js';
import type { Preparation } from './preparations.js';
import { noProgress, type Progress } from './recipients.js';
import { type Circumstances, toSmtpError } from './to-smtp-error.js';
import type { Wrapping } from './wrapping.js';

const noAttempts: readonly AttemptReport[] = [];

/** Told once how a send or an attempt ended, in the send's own async context. */
export interface Outcome {
  delivered(info: SentInfo | undefined): void;
  /** Given an {@link SmtpError}, or what must not happen. */
  failed(error: unknown): void;
}

/** One message on its way, over all attempts. */
export class Sending {
  /** Of who sent it: a transport calls back in the async context of whatever opened its connection. */
  readonly context: AsyncResource;
  readonly wrapping: Wrapping;
  /** The transport's own `send`. */
  readonly send: Transport['send'];
  readonly mail: Mail;
  readonly life: Life;
  readonly retry: ResolvedRetry;
  readonly tracker: OutgoingMessage;
  /** The attempts that have ended, oldest first. */
  attempts = noAttempts;
  progress: Progress = noProgress;
  /** The session that carried its last attempt. */
  sessionId: string | undefined = undefined;
  /** How many attempts were refused for their number alone: they are none of the tries that it has. */
  refusedForPace = 0;
  /** Why the message can be read only once, where that is so. */
  onceOnly: string | undefined = undefined;
  /** Why there was no further attempt, where one would have been safe. */
  stopped: string | undefined = undefined;
  /** True once credentials or token were replaced for this message: that is done once. */
  renewed = false;
  /** What is told of it to whoever listens to the channels. */
  traced: SendMessage | undefined = undefined;
  #facts: MailFacts | undefined = undefined;

  constructor(
    wrapping: Wrapping,
    send: Transport['send'],
    mail: Mail,
    of: Pick<Preparation, 'life' | 'context' | 'retry'>,
  ) {
    this.wrapping = wrapping;
    this.send = send;
    this.mail = mail;
    this.life = of.life;
    this.retry = of.retry;
    this.context = of.context;
    this.tracker = new OutgoingMessage(mail);
  }

  /** Worked out when it is asked for: of most messages nobody does. */
  get facts(): MailFacts {
    this.#facts ??= mailFacts(this.mail);
    return this.#facts;
  }
}

/** The outcome of something as a promise. */
export function promised(run: (outcome: Outcome) => void): Promise<SentInfo | undefined> {
  return new Promise((resolve, reject) => run({ delivered: resolve, failed: reject }));
}

/** What surrounds a failure of this message. */
export function circumstancesOf(
  { wrapping, facts, attempts, onceOnly, progress }: Sending,
  session: Session | undefined,
  reading: Reading,
): Circumstances {
  return {
    protocol: wrapping.protocol,
    origin: 'transport',
    reading,
    session,
    attempts,
    server: serverOf(wrapping.transport),
    messageId: facts.messageId,
    mailboxes: facts.from === undefined ? facts.to : [...facts.to, facts.from],
    onceOnly,
    accepted: progress.accepted,
    rules: wrapping.options.rules,
    scrub: wrapping.scrub,
  };
}

/** What a send failed with, typed where it is not yet. */
export function asFailure(sending: Sending, error: unknown): AnySmtpError {
  if (isSmtpError(error)) return error;
  return toSmtpError(
    { error: asError(error), fromSource: false },
    circumstancesOf(sending, undefined, 'unread'),
  );
}
