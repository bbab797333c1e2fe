import { endedError, type LastWait } from '../endings/ended-error.js';
import type { Ending, Waiter } from '../endings/ending.js';
import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import type { Suspension } from '../gate/login/types.js';
import { monotonicMs } from '../monotonic.js';
import { asError } from '../nodemailer/as-error.js';
import { cleanInfo } from '../nodemailer/clean-info.js';
import { serverOf } from '../nodemailer/facts.js';
import { closePooled } from '../nodemailer/pooled.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import type { Answer } from './call-transport.js';
import { confirmDelivery } from './confirm-delivery.js';
import { HandedMessage, type Sender } from './handed-message.js';
import { type Failure, judgeEnding } from './judge-ending.js';
import { Login, type LoginOwner } from './login.js';
import { isMendable, keyOf, mendLogin, renewToken } from './mend-login.js';
import { noteDelivery, noteFailure } from './note-attempt.js';
import { mergedInfo } from './recipients.js';
import { asFailure, type Outcome, type Sending } from './sending.js';
import { suspendedError } from './suspended.js';
import { Whereabouts } from './whereabouts.js';

type State =
  | { readonly is: 'at-the-gate' }
  | { readonly is: 'with-the-transport'; readonly message: HandedMessage }
  /** The application is asked what became of it. */
  | { readonly is: 'being-confirmed' }
  | { readonly is: 'over' };

/**
 * Makes one attempt: has the transport send the message to the recipients that are still open, when
 * the login guard lets it, and holds what it says against what the server said. A refused token is
 * renewed once, and refused credentials are replaced once, where the application can do that; the
 * message is then tried again in the same attempt.
 *
 * @param outcome Told in the turn in which the transport said so, unless something had to be asked for first.
 */
export function attempt(sending: Sending, outcome: Outcome): void {
  new Attempt(sending, outcome, monotonicMs()).start();
}

class Attempt implements Waiter, LoginOwner, Sender {
  readonly #sending: Sending;
  readonly #started: number;
  /** Who is to be told, and is told once. */
  #outcome: Outcome | undefined;
  #state: State = { is: 'at-the-gate' };
  readonly #login: Login;
  readonly #whereabouts: Whereabouts;

  constructor(sending: Sending, outcome: Outcome, started: number) {
    this.#sending = sending;
    this.#outcome = outcome;
    this.#started = started;
    this.#whereabouts = new Whereabouts(sending);
    this.#login = new Login(this, sending.context, sending.wrapping.guard, () => keyOf(sending));
  }

  start(): void {
    try {
      this.#sending.life.wait(this);
      if (this.#state.is !== 'over') this.#login.enter();
    } catch (error) {
      this.#giveUp(error);
    }
  }

  get waitsFor(): LastWait {
    return this.#state.is === 'with-the-transport' ? this.#whereabouts.waitsFor : 'login';
  }

  gotOnAt(): number {
    if (this.#state.is === 'with-the-transport') return this.#whereabouts.gotOnAt(this.#state.message);
    return this.#login.welcomedAt;
  }

  ended(ending: Ending): void {
    const error = endedError(ending, this.waitsFor);
    if (this.#state.is === 'with-the-transport') {
      this.#state.message.takeBack(error, ending.by === 'application' ? ending.reason : error);
    } else {
      this.#over(error);
      this.#fail(asFailure(this.#sending, error));
    }
  }

  loginReplaced(): void {
    this.#login.replaced();
  }

  begin(): void {
    try {
      const message = new HandedMessage(this.#sending, this);
      this.#state = { is: 'with-the-transport', message };
      message.handOver();
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** Also while it is on its way: what it ends with then is no news. */
  turnedAway(suspension: Suspension): void {
    const { wrapping, facts, life } = this.#sending;
    const before = this.#state;
    const server = serverOf(wrapping.transport);
    const error = suspendedError(suspension, { server, messageId: facts.messageId });
    life.giveUp(this);
    this.#state = { is: 'over' };
    this.#mendOrFail(error);
    if (before.is === 'with-the-transport') {
      before.message.takeBack(error, suspension.failure);
      wrapping.observer.claim(before.message);
      before.message.giveBack();
    }
  }

  loggedIn(isNew: boolean): void {
    this.#sending.wrapping.lives.queueGotOn();
    this.#login.succeeded(isNew);
  }

  answered(answer: Answer): void {
    if (this.#state.is !== 'with-the-transport') return;
    const { message } = this.#state;
    this.#sending.life.giveUp(this);
    const { scrub } = this.#sending.wrapping;
    const answered = 'info' in answer ? { info: cleanInfo(answer.info, scrub) } : answer;
    try {
      this.#judge(message, answered);
    } catch (error) {
      // A success that cannot be read is one: to take it for a failure would double the message.
      const answer = 'info' in answered ? answered : { error: asError(error) };
      this.#login.over('error' in answer ? answer.error : undefined);
      this.#tell(answer);
    }
  }

  #judge(message: HandedMessage, answer: Answer): void {
    const { tracker, wrapping } = this.#sending;
    const { transport, observer, speaksSmtp } = wrapping;
    const session = observer.claim(message);
    this.#sending.sessionId = session?.id;
    message.giveBack();
    // Whoever failed, or was given up, and speaks no SMTP may go on with it.
    if ('error' in answer && !speaksSmtp) tracker.withdraw();
    const failure = judgeEnding(this.#sending, answer, session, message.reading);
    if (failure && session?.acceptsMessage && message.reading !== 'read') closePooled(transport, session.id);
    if (failure) this.#confirm(failure, session?.logins ?? 0);
    else this.#delivered('info' in answer ? answer.info : undefined, session);
  }

  #confirm(failure: Failure, logins: number): void {
    this.#state = { is: 'being-confirmed' };
    confirmDelivery(this.#sending, failure)
      .then((outcome) => {
        if (this.#state.is === 'over') return;
        if (!isSmtpError(outcome)) this.#delivered(outcome);
        else this.#failed(outcome, logins);
      })
      .catch((error: unknown) => this.#giveUp(error));
  }

  #failed(failure: AnySmtpError, logins: number): void {
    const sending = this.#sending;
    const { life } = sending;
    const { key } = this.#login;
    this.#state = { is: 'at-the-gate' };
    // What is known of the failure says more than what ends a wait.
    const { goesOn } = life;
    if (goesOn) life.wait(this);
    if (goesOn && this.#login.hasSecondTry(failure)) {
      renewToken(sending, key, failure, logins);
    } else if (goesOn && renewToken(sending, key, failure, logins)) {
      this.#login.goOn();
    } else {
      life.giveUp(this);
      this.#login.over(failure);
      this.#mendOrFail(failure);
    }
  }

  #mendOrFail(failure: AnySmtpError): void {
    const sending = this.#sending;
    const { key } = this.#login;
    this.#state = { is: 'over' };
    if (key === undefined || sending.renewed || !isMendable(failure)) {
      this.#fail(failure);
      return;
    }
    mendLogin(sending, key, failure)
      .then((left) => {
        const outcome = left === undefined ? this.#take() : undefined;
        if (outcome) new Attempt(sending, outcome, this.#started).start();
        else this.#fail(left ?? failure);
      })
      .catch((error: unknown) => this.#tell({ error: asError(error) }));
  }

  #delivered(info: SentInfo | undefined, session?: Failure['session']): void {
    this.#over();
    const deferred = noteDelivery(this.#sending, this.#started, info, session);
    const { progress } = this.#sending;
    if (deferred) this.#tell({ error: deferred });
    else this.#tell({ info: progress.infos.length > 0 ? mergedInfo(progress) : info });
  }

  /** What must not happen happened: others must not wait for this login. */
  #giveUp(thrown: unknown): void {
    const error = asError(thrown);
    this.#over(error);
    this.#tell({ error });
  }

  #over(failure?: Error): void {
    this.#sending.life.giveUp(this);
    this.#state = { is: 'over' };
    this.#login.over(failure);
  }

  #fail(failure: AnySmtpError): void {
    noteFailure(this.#sending, this.#started, failure);
    this.#tell({ error: failure });
  }

  #tell(answer: Answer): void {
    const outcome = this.#take();
    if (!outcome) return;
    const { context } = this.#sending;
    if ('error' in answer) context.runInAsyncScope(outcome.failed, outcome, answer.error);
    else context.runInAsyncScope(outcome.delivered, outcome, answer.info);
  }

  #take(): Outcome | undefined {
    const outcome = this.#outcome;
    this.#outcome = undefined;
    return outcome;
  }
}
