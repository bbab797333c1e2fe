import { Cancellation, toAbortSignal } from '../cancellation.js';
import { asError } from '../nodemailer/as-error.js';
import { applyAuthIfChanged, isPool } from '../nodemailer/login.js';
import { canCarrySignal, lendSignal, limitRecipients } from '../nodemailer/message/borrow-mail.js';
import type { Reader } from '../nodemailer/message/outgoing-message.js';
import { type HandOver, handOver } from '../nodemailer/older/hand-over.js';
import type { Callback, SentInfo } from '../nodemailer/shapes.js';
import type { Carried } from '../session/observe-sessions.js';
import type { Session } from '../session/session.js';
import type { Reading } from '../verdict/facts.js';
import { type Answer, callTransport } from './call-transport.js';
import type { Sending } from './sending.js';

/** Who hands a message to a transport. */
export interface Sender {
  /** @param isNew False where the connection had been logged in before. */
  loggedIn(isNew: boolean): void;
  /** Told once, in the very turn in which the transport said so. */
  answered(answer: Answer): void;
}

type State =
  /** In the transport's own function: what it says there comes first. */
  | { readonly is: 'being-handed-over' }
  | { readonly is: 'with-the-transport' }
  /** The transport need not say anything any more. */
  | { readonly is: 'given-back' };

/** One message in the hands of its transport, from the call until the transport says what became of it. */
export class HandedMessage implements Reader, Carried {
  /** The session that carries it. */
  by: Session | undefined = undefined;
  readonly #sending: Sending;
  readonly #sender: Sender;
  readonly #signal = new Cancellation();
  #state: State = { is: 'being-handed-over' };
  #heedsSignal = false;
  /** False in the turn in which the transport is asked: what it fails for then nobody else told it. */
  #hadTime = false;
  #handed: HandOver | undefined = undefined;
  #giveBack: readonly (() => void)[] = [];
  /** What it ended with, whatever the transport makes of its signal. */
  #instead: Error | undefined = undefined;

  constructor(sending: Sending, sender: Sender) {
    this.#sending = sending;
    this.#sender = sender;
  }

  /** Has the transport send it. */
  handOver(): void {
    const { wrapping, mail, send, progress, tracker } = this.#sending;
    const { transport, speaksSmtp } = wrapping;
    if (speaksSmtp) applyAuthIfChanged(transport);
    tracker.begin(this);
    const carriesSignal = transport.supportsAbortSignal === true && canCarrySignal(mail);
    this.#heedsSignal = speaksSmtp || carriesSignal;
    if (carriesSignal) {
      this.#giveBack = [lendSignal(mail, speaksSmtp ? this.#signal : toAbortSignal(this.#signal))];
    }
    if (progress.pending) this.#giveBack = [...this.#giveBack, limitRecipients(mail, progress.pending)];
    this.#handed = speaksSmtp && !carriesSignal ? handOver(transport, send, mail) : undefined;
    const ask =
      this.#handed?.send ?? ((callback: Callback<SentInfo>) => send.call(transport, mail, callback));
    callTransport(ask, (error, info) => this.#answered(error ? { error: asError(error) } : { info }));
    if (this.#state.is === 'being-handed-over') this.#state = { is: 'with-the-transport' };
    // After what was rejected already when it was returned.
    if (wrapping.protocol === 'api')
      queueMicrotask(() => {
        this.#hadTime = true;
      });
  }

  /** How far it was handed over. A transport of somebody else's may have used the mail's own fields, once it had the time to. */
  get reading(): Reading {
    const { tracker, wrapping } = this.#sending;
    const isUnseen = wrapping.protocol === 'api' && !tracker.started && this.#hadTime;
    return isUnseen ? 'unseen' : tracker.reading;
  }

  /**
   * Takes it back, as far as it can be.
   *
   * @param error What it ended with, unless the transport says something else in this turn.
   */
  takeBack(error: Error, reason: unknown): void {
    const { is } = this.#state;
    this.#instead = error;
    this.#signal.abort(reason);
    this.#handed?.withdraw();
    const answer = () => this.#answered({ error });
    // Who takes no notice of it may be about to say how it went.
    const isHeard = is === 'with-the-transport' && this.#heedsSignal;
    if (isHeard) answer();
    else setImmediate(answer);
  }

  onRead(): void {
    const { observer, transport } = this.#sending.wrapping;
    observer.expect(this);
    // A pool reads it also for a connection that had been logged in long before.
    if (!isPool(transport)) this.#sender.loggedIn(true);
  }

  onCarried(isFirst: boolean): void {
    this.#sender.loggedIn(isFirst);
  }

  #answered(answer: Answer): void {
    if (this.#state.is === 'given-back') return;
    this.#state = { is: 'given-back' };
    // Nodemailer knows of an abort only, whoever aborted and why.
    const isAbort = 'error' in answer && 'code' in answer.error && answer.error.code === 'EABORT';
    this.#sender.answered(isAbort && this.#instead ? { error: this.#instead } : answer);
  }

  /** Puts everything back that was changed on the mail for it. */
  giveBack(): void {
    for (const giveBack of this.#giveBack) giveBack();
    this.#giveBack = [];
  }
}
