import { type CancelSignal, toAbortSignal } from '../cancellation.js';
import { type AnySmtpError, type AuthenticationFailedError, isSmtpError } from '../errors/classes.js';
import type { Suspension } from '../guard/login-guard.js';
import { BorrowedMail, canCarrySignal } from '../nodemailer/borrow-mail.js';
import { serverOf } from '../nodemailer/facts.js';
import { type HandOver, handOver } from '../nodemailer/hand-over.js';
import { dropAccessToken, loginKey } from '../nodemailer/login.js';
import { closePooled } from '../nodemailer/pooled.js';
import type { Callback, SentInfo } from '../nodemailer/shapes.js';
import type { Reader } from '../nodemailer/track-reading.js';
import type { Carried, Tracked } from '../session/tracked.js';
import { confirmDelivery } from './confirm-delivery.js';
import { enter, type Login, type Pass } from './guarded-login.js';
import { type Failure, judgeEnding } from './judge-ending.js';
import { noteDelivery, noteFailure } from './note-attempt.js';
import { abortError, asError, deadlineError } from './raw-errors.js';
import { mergedInfo } from './recipients.js';
import { isPassedOn, isRefusal } from './refusal.js';
import { type AttemptRun, type Ending, runAttempt } from './run-attempt.js';
import { circumstancesOf, type Sending } from './sending.js';
import { suspendedError } from './suspended.js';
import { toSmtpError } from './to-smtp-error.js';

/**
 * Makes one attempt: has the transport send the message to the recipients that are still open, when
 * the login guard lets it, and holds what it says against what the server said. A refused token is
 * renewed once, and refused credentials are replaced once, where the application can do that; the
 * message is then tried again in the same attempt.
 *
 * @throws An {@link SmtpError}.
 */
export function attempt(sending: Sending): Promise<SentInfo | undefined> {
  return new Promise((resolve, reject) => new Attempt(sending, performance.now(), resolve, reject).start());
}

class Attempt implements Login, Reader, Carried, AttemptRun {
  /** The session that carries it. */
  by: Tracked | undefined = undefined;
  readonly #sending: Sending;
  readonly #started: number;
  readonly #resolve: (info: SentInfo | undefined) => void;
  readonly #reject: (failure: unknown) => void;
  readonly #key: string | undefined;
  #pass: Pass | undefined = undefined;
  #handed: HandOver | undefined = undefined;
  #borrowed: BorrowedMail | undefined = undefined;

  constructor(
    sending: Sending,
    started: number,
    resolve: (info: SentInfo | undefined) => void,
    reject: (failure: unknown) => void,
  ) {
    this.#sending = sending;
    this.#started = started;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#key = keyOf(sending);
  }

  start(): void {
    const { wrapping, lifeline } = this.#sending;
    enter(this, { guard: wrapping.guard, key: this.#key, signal: lifeline });
  }

  begin(pass: Pass): void {
    this.#pass = pass;
    try {
      this.#run(pass);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** Also while it is on its way: what it ends with then is no news. */
  suspended(suspension: Suspension): void {
    const { wrapping, facts } = this.#sending;
    const turnedAway = { server: serverOf(wrapping.transport), messageId: facts.messageId };
    this.#pass = undefined;
    this.#mendOrFail(suspendedError(suspension, turnedAway));
  }

  aborted(): void {
    const raw = { error: this.whyAborted(), fromSource: false };
    this.#fail(toSmtpError(raw, circumstancesOf(this.#sending, undefined, false)));
  }

  get signal(): CancelSignal {
    return this.#pass ?? this.#sending.lifeline;
  }

  send(callback: Callback<SentInfo>): unknown {
    const { wrapping, send, mail } = this.#sending;
    return this.#handed ? this.#handed.send(callback) : send.call(wrapping.transport, mail, callback);
  }

  onRead(): void {
    this.#sending.wrapping.observer.expect(this);
    this.#pass?.loggedIn();
  }

  whyAborted(): Error {
    this.#handed?.withdraw();
    const { lifeline } = this.#sending;
    return lifeline.endedBy === 'deadline' ? deadlineError() : abortError(this.signal.reason);
  }

  ended(ending: Ending): void {
    try {
      this.#judge(ending);
    } catch (error) {
      // A success that cannot be read is one: to take it for a failure would double the message.
      if ('info' in ending) {
        this.#pass?.over();
        this.#resolve(ending.info);
      } else {
        this.#giveUp(error);
      }
    }
  }

  #judge(ending: Ending): void {
    const { wrapping, tracker } = this.#sending;
    const { transport, observer, speaksSmtp } = wrapping;
    const session = observer.claim(this);
    this.#borrowed?.giveBack();
    if (!this.#pass) return;
    const finished = tracker.finished || (!speaksSmtp && !tracker.started);
    const failure = judgeEnding(this.#sending, ending, session, finished);
    if (!failure) {
      this.#deliver('info' in ending ? ending.info : undefined);
      return;
    }
    if (session?.acceptsMessage && !finished) closePooled(transport, session.id);
    this.#confirm(failure, session?.logins ?? 0);
  }

  #run(pass: Pass): void {
    const { wrapping, mail, send, progress, tracker } = this.#sending;
    const { transport, speaksSmtp } = wrapping;
    const takesSignals = transport.supportsAbortSignal === true && canCarrySignal(mail);
    this.by = undefined;
    tracker.begin(this);
    this.#borrowed = new BorrowedMail(mail, {
      recipients: progress.pending,
      signal: takesSignals ? (speaksSmtp ? pass : toAbortSignal(pass)) : undefined,
    });
    this.#handed = speaksSmtp && !takesSignals ? handOver(transport, send, mail) : undefined;
    runAttempt(this);
  }

  #confirm(failure: Failure, logins: number): void {
    confirmDelivery(this.#sending, failure)
      .then((outcome) => {
        // Turned away meanwhile: that is what it ended with.
        if (!this.#pass) return;
        if (!isSmtpError(outcome)) this.#deliver(outcome);
        else if (this.#renewsToken(outcome, logins)) this.#run(this.#pass);
        else {
          this.#pass.over(outcome);
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
    if (!renewable || sending.renewed || this.signal.aborted) return false;
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
        if (isMended) new Attempt(sending, this.#started, this.#resolve, this.#reject).start();
        else this.#fail(failure);
      })
      .catch(this.#reject);
  }

  #deliver(info: SentInfo | undefined): void {
    this.#pass?.over();
    const deferred = noteDelivery(this.#sending, this.#started, info);
    const { progress } = this.#sending;
    if (deferred) this.#reject(deferred);
    else this.#resolve(progress.infos.length > 0 ? mergedInfo(progress) : info);
  }

  /** What must not happen happened: others must not wait for this login. */
  #giveUp(error: unknown): void {
    this.#pass?.over(asError(error));
    this.#reject(error);
  }

  #fail(failure: AnySmtpError): void {
    noteFailure(this.#sending, this.#started, failure);
    this.#reject(failure);
  }
}

function keyOf({ wrapping, mail }: Sending): string | undefined {
  return wrapping.speaksSmtp ? loginKey(wrapping.transport, mail) : undefined;
}

/** True where other credentials than the refused ones are in place. */
async function mended(sending: Sending, key: string, refusal: AuthenticationFailedError): Promise<boolean> {
  if (keyOf(sending) !== key) return true;
  return (await sending.wrapping.renewals.renew(key, refusal)) && keyOf(sending) !== key;
}
