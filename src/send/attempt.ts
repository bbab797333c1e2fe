import { performance } from 'node:perf_hooks';
import { toAbortSignal } from '../cancellation.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import type { Suspension } from '../guard/types.js';
import { canCarrySignal, exchangeSignal, limitRecipients } from '../nodemailer/borrow-mail.js';
import { cleanInfo } from '../nodemailer/clean-info.js';
import { serverOf } from '../nodemailer/facts.js';
import { type HandOver, handOver } from '../nodemailer/hand-over.js';
import { dropAccessToken, isPool } from '../nodemailer/login.js';
import { closePooled } from '../nodemailer/pooled.js';
import type { Callback, SentInfo } from '../nodemailer/shapes.js';
import type { Reader } from '../nodemailer/track-reading.js';
import type { Carried, Tracked } from '../session/tracked.js';
import type { Reading } from '../verdict/facts.js';
import { callTransport, type Ending } from './call-transport.js';
import { confirmDelivery } from './confirm-delivery.js';
import { GuardedLogin } from './guarded-login.js';
import { type Failure, judgeEnding } from './judge-ending.js';
import { keyOf, mended } from './mend-login.js';
import { noteDelivery, noteFailure } from './note-attempt.js';
import { abortError, asError, deadlineError } from './raw-errors.js';
import { mergedInfo } from './recipients.js';
import { isPassedOn, isRefusal } from './refusal.js';
import { circumstancesOf, type Outcome, type Sending } from './sending.js';
import { suspendedError } from './suspended.js';
import { toSmtpError } from './to-smtp-error.js';

/**
 * Makes one attempt: has the transport send the message to the recipients that are still open, when
 * the login guard lets it, and holds what it says against what the server said. A refused token is
 * renewed once, and refused credentials are replaced once, where the application can do that; the
 * message is then tried again in the same attempt.
 *
 * @param outcome Told in the turn in which the transport said so, unless something had to be asked for first.
 */
export function attempt(sending: Sending, outcome: Outcome): void {
  new Attempt(sending, Math.floor(performance.now()), outcome).start();
}

class Attempt extends GuardedLogin implements Reader, Carried {
  /** The session that carries it. */
  by: Tracked | undefined = undefined;
  readonly #sending: Sending;
  readonly #started: number;
  /** Who is to be told, and is told once. */
  #outcome: Outcome | undefined;
  #key: string | undefined = undefined;
  #handed: HandOver | undefined = undefined;
  /** What the transport is to call: only that ends the attempt, and only once. */
  #awaited: Callback<SentInfo> | undefined = undefined;
  /** True while the transport is being asked: what it says itself of an abort comes first. */
  #asking = false;
  /** True in the turn in which the transport is asked: what it fails for then nobody else told it. */
  #atOnce = false;
  #isTurnedAway = false;
  #carriesSignal = false;
  #signalBefore: unknown = undefined;
  #allRecipients: (() => void) | undefined = undefined;

  constructor(sending: Sending, started: number, outcome: Outcome) {
    super(sending.lifeline, sending);
    this.#sending = sending;
    this.#started = started;
    this.#outcome = outcome;
  }

  start(): void {
    const sending = this.#sending;
    try {
      this.#key = keyOf(sending);
      this.enter(sending.wrapping.guard, this.#key);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  protected begin(): void {
    try {
      this.#run();
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** Also while it is on its way: what it ends with then is no news. */
  protected turnedAway(suspension: Suspension): void {
    const { wrapping, facts } = this.#sending;
    const message = { server: serverOf(wrapping.transport), messageId: facts.messageId };
    this.#isTurnedAway = true;
    this.#mendOrFail(suspendedError(suspension, message));
  }

  protected abandoned(): void {
    const raw = { error: this.#whyAborted(), fromSource: false };
    this.#fail(toSmtpError(raw, circumstancesOf(this.#sending, undefined, 'unread')));
  }

  override abort(reason: unknown): void {
    super.abort(reason);
    // After the transport's own listener: it closes the connection first, and its session is told by that.
    if (!this.#asking) this.#awaited?.(this.#whyAborted());
  }

  onRead(): void {
    const { observer, transport } = this.#sending.wrapping;
    observer.expect(this);
    // A pool reads it also for a connection that had been logged in long before.
    if (!isPool(transport)) this.loggedIn(true);
  }

  onCarried(isFirst: boolean): void {
    this.loggedIn(isFirst);
  }

  #run(): void {
    const { wrapping, mail, send, progress, tracker } = this.#sending;
    const { transport, speaksSmtp } = wrapping;
    this.by = undefined;
    tracker.begin(this);
    this.#carriesSignal = transport.supportsAbortSignal === true && canCarrySignal(mail);
    if (this.#carriesSignal) {
      this.#signalBefore = exchangeSignal(mail, speaksSmtp ? this : toAbortSignal(this));
    }
    if (progress.pending) this.#allRecipients = limitRecipients(mail, progress.pending);
    const handed = speaksSmtp && !this.#carriesSignal ? handOver(transport, send, mail) : undefined;
    this.#handed = handed;
    this.#ask(handed ? handed.send : (callback) => send.call(transport, mail, callback));
  }

  #ask(send: (callback: Callback<SentInfo>) => unknown): void {
    const callback: Callback<SentInfo> = (error, info) => {
      if (this.#awaited !== callback) return;
      this.#awaited = undefined;
      this.#ended(
        error ? { error: asError(error) } : { info: cleanInfo(info, this.#sending.wrapping.scrub) },
      );
    };
    this.#awaited = callback;
    this.#asking = true;
    this.#atOnce = this.#sending.wrapping.protocol === 'api';
    callTransport(send, callback);
    this.#asking = false;
    // After what was rejected already when it was returned.
    if (this.#atOnce) {
      queueMicrotask(() => {
        this.#atOnce = false;
      });
    }
    if (this.aborted) setImmediate(() => this.#awaited?.(this.#whyAborted()));
  }

  #whyAborted(): Error {
    this.#handed?.withdraw();
    return this.#sending.lifeline.endedBy === 'deadline' ? deadlineError() : abortError(this.reason);
  }

  #ended(ending: Ending): void {
    let verdict: Ending | undefined;
    try {
      verdict = this.#judge(ending);
    } catch (error) {
      if (this.#isTurnedAway) return;
      // A success that cannot be read is one: to take it for a failure would double the message.
      verdict = 'info' in ending ? ending : { error: asError(error) };
      this.over('error' in verdict ? verdict.error : undefined);
    }
    if (verdict) this.#tell(verdict);
  }

  /** @returns What it came to; `undefined` where that is told later, or was. */
  #judge(ending: Ending): Ending | undefined {
    const { wrapping, mail, tracker } = this.#sending;
    const { transport, observer, speaksSmtp } = wrapping;
    const carrier = observer.claim(this);
    if (this.#carriesSignal) exchangeSignal(mail, this.#signalBefore);
    this.#allRecipients?.();
    if (this.#isTurnedAway) return undefined;
    if ('info' in ending && carrier?.wentPlainly()) return this.#delivered(ending.info);
    const session = carrier?.session;
    // Whoever failed, or was given up, and speaks no SMTP may go on with it.
    if ('error' in ending && !speaksSmtp) tracker.withdraw();
    const reading = this.#reading();
    const failure = judgeEnding(this.#sending, ending, session, reading);
    if (!failure) return this.#delivered('info' in ending ? ending.info : undefined);
    if (session?.acceptsMessage && reading !== 'read') closePooled(transport, session.id);
    this.#confirm(failure, session?.logins ?? 0);
    return undefined;
  }

  /** A transport of somebody else's may have used the mail's own fields, once it had the time to. */
  #reading(): Reading {
    const { tracker, wrapping } = this.#sending;
    const isUnseen = wrapping.protocol === 'api' && !tracker.started && !this.#atOnce;
    return isUnseen ? 'unseen' : tracker.reading;
  }

  #confirm(failure: Failure, logins: number): void {
    confirmDelivery(this.#sending, failure)
      .then((outcome) => {
        // Turned away meanwhile: that is what it ended with.
        if (this.#isTurnedAway) return;
        if (!isSmtpError(outcome)) this.#tell(this.#delivered(outcome));
        else if (this.hasSecondTry(outcome)) this.#renewsToken(outcome, logins);
        else if (this.#renewsToken(outcome, logins)) this.#run();
        else {
          this.over(outcome);
          this.#mendOrFail(outcome);
        }
      })
      .catch((error: unknown) => this.#giveUp(error));
  }

  /** An access token may have been revoked before its time: with a new one the same login may work. */
  #renewsToken(failure: AnySmtpError, logins: number): boolean {
    const sending = this.#sending;
    // More than one login on the connection: Nodemailer has renewed the token itself.
    const renewable = isRefusal(failure) && failure.reason === 'auth.token' && logins === 1;
    if (!renewable || sending.renewed || this.aborted) return false;
    sending.renewed = dropAccessToken(sending.wrapping.transport);
    return sending.renewed;
  }

  #mendOrFail(failure: AnySmtpError): void {
    const sending = this.#sending;
    const key = this.#key;
    if (!(isRefusal(failure) || isPassedOn(failure)) || key === undefined || sending.renewed) {
      this.#fail(failure);
      return;
    }
    mended(sending, key, isRefusal(failure.cause) ? failure.cause : failure)
      .then((isMended) => {
        sending.renewed = isMended;
        const outcome = isMended ? this.#take() : undefined;
        if (outcome) new Attempt(sending, this.#started, outcome).start();
        else this.#fail(failure);
      })
      .catch((error: unknown) => this.#tell({ error: asError(error) }));
  }

  #delivered(info: SentInfo | undefined): Ending {
    this.over();
    const deferred = noteDelivery(this.#sending, this.#started, info);
    if (deferred) return { error: deferred };
    const { progress } = this.#sending;
    return { info: progress.infos.length > 0 ? mergedInfo(progress) : info };
  }

  /** What must not happen happened: others must not wait for this login. */
  #giveUp(thrown: unknown): void {
    const error = asError(thrown);
    this.over(error);
    this.#tell({ error });
  }

  #fail(failure: AnySmtpError): void {
    noteFailure(this.#sending, this.#started, failure);
    this.#tell({ error: failure });
  }

  #tell(verdict: Ending): void {
    const outcome = this.#take();
    if (!outcome) return;
    const sending = this.#sending;
    if ('error' in verdict) sending.runInAsyncScope(outcome.failed, outcome, verdict.error);
    else sending.runInAsyncScope(outcome.delivered, outcome, verdict.info);
  }

  #take(): Outcome | undefined {
    const outcome = this.#outcome;
    this.#outcome = undefined;
    return outcome;
  }
}
