import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import nodemailer from 'nodemailer';
import { channelNames, isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { failover } from 'nodemailer-smtp-errors/failover';
import { Random } from '../../chaos/random.js';
import { TOKEN_URL } from '../server/token-endpoint.js';
import { freshAddress } from '../world/network.js';
import { letter, messageOf } from './messages.js';
import { rejectedWith, resolvedWith } from './outcome.js';

/** @typedef {import('./messages.js').Also} Also */
/** @typedef {import('./messages.js').Content} Content */
/** @typedef {import('./messages.js').Letter} Letter */
/** @typedef {import('./outcome.js').Outcome} Outcome */

export const SMTP_PORT = 587;

/** Where there is another server, for who has two. */
export const SECOND_PORT = 2587;

const CLIENT_SECRET = 'cl1ent-Zq81mKw04LtB';
const REFRESH_TOKEN = '1//r3fr-Xk29vbn47QeH';

/**
 * How an application sets up its mailer.
 *
 * @typedef {object} MailerPlan
 * @property {boolean} pool
 * @property {number} maxConnections
 * @property {number} maxMessages
 * @property {number} perMinute Nodemailer's own rate limit; 0 for none.
 * @property {boolean} tunnel Whether its sockets come from something else, and do not know their peer.
 * @property {'none' | 'login' | 'token'} auth
 * @property {number} retries
 * @property {number} deadline 0 where none is given.
 * @property {boolean} guard
 * @property {'none' | 'right' | 'slow' | 'hangs'} credentials What the application does when it is asked for others.
 * @property {'none' | 'knows' | 'slow' | 'hangs' | 'throws' | 'lies'} confirms No plan is made with one that lies: what it breaks shows that the oracle looks.
 * @property {'none' | 'keeps' | 'throws' | 'rejects'} logger
 * @property {'Nodemailer' | 'short'} timeouts
 */

/**
 * Something that the application asked for.
 *
 * @typedef {object} Request
 * @property {'send' | 'verify'} what
 * @property {string} id
 * @property {Letter | undefined} letter Absent for `verify()`.
 * @property {number} mailer Who has it now: the next time it may be another one.
 * @property {number | undefined} abortedAt
 * @property {Outcome | undefined} outcome Of the last time.
 * @property {readonly string[]} does What the application did with it besides, for the stories.
 * @property {Try[]} tries Each time that the application handed it over.
 * @property {boolean} isTriedAgain Whether the application hands it over again where it may.
 * @property {boolean} shares Whether another message has its stream as well.
 */

/** @typedef {{ readonly begun: number, readonly mailer: number, outcome: Outcome | undefined }} Try */

/** @typedef {{ readonly content?: Content, readonly recipients?: number, readonly also?: Also, readonly shared?: NodeJS.ReadableStream, readonly message?: object, readonly into?: object, readonly does?: readonly string[], readonly abortAfter?: number | undefined, readonly mailer?: any, readonly throws?: boolean, readonly isFinal?: boolean, readonly keepsMailer?: boolean }} SendOptions */

const tracing = [channelNames.send, channelNames.attempt];
const channels = [
  ...tracing.flatMap((name) => ['start', 'asyncEnd', 'error'].map((event) => `tracing:${name}:${event}`)),
  ...[channelNames.reply, channelNames.session, channelNames.login],
];

/** An application that waits up to a minute, then longer and longer up to four minutes, has got through by then. */
const MOST_TRIES = 15;

/** An application that sends, and does all the other things that applications do. */
export class Application {
  /** @type {Request[]} */
  requests = [];
  /** @type {Request[]} */
  settledTwice = [];
  /** Log records and channel messages. @type {string[]} */
  told = [];
  /** What channels told whoever listens in the process. @type {string[]} */
  published = [];
  /** Credentials that the server does not know of. @type {string[]} */
  secrets = [CLIENT_SECRET, REFRESH_TOKEN];
  /** Mailers that were closed before the end. @type {{ readonly mailer: number, readonly at: number, readonly force: boolean }[]} */
  closings = [];
  /** Signals given to sends. @type {AbortController[]} */
  signals = [];
  /** What it threw itself, on purpose. @type {Set<unknown>} */
  thrown = new Set();
  /** @type {any} */
  mailer;
  user;
  secret;
  random;
  #clock;
  #journal;
  #network;
  #plan;
  #server;
  #thoroughly;
  #mailers = 0;
  /** @type {WeakMap<object, number>} */
  #numbers = new WeakMap();
  #waiting = 0;
  #host = freshAddress();
  #isClosed = false;
  /** @type {any[]} */
  #spare = [];
  /** What the world does when the process stands still. @type {(ms: number) => void} */
  #freeze;

  /**
   * @param {import('../world/clock.js').Clock} clock
   * @param {import('../world/journal.js').Journal} journal
   * @param {import('../world/network.js').Network} network
   * @param {import('../server/server.js').SimulatedServer} server
   * @param {number} seed
   * @param {import('../plan.js').Plan} plan
   * @param {(ms: number) => void} freeze Has the process stand still.
   */
  constructor(clock, journal, network, server, seed, plan, freeze) {
    this.#freeze = freeze;
    this.#clock = clock;
    this.#journal = journal;
    this.#network = network;
    this.#plan = plan;
    this.#server = server;
    this.random = new Random('application', seed);
    this.user = `user${seed}@sender.example`;
    this.secret = `pä5s ${this.random.word(9)}/"&${this.random.word(4)}`;
    this.#thoroughly = plan.server.faults.some(({ does }) => does === 'echo');
    // Where nobody logs in there is no secret, and a token that has to be fetched first is nobody's yet.
    const { auth } = plan.mailer;
    const hasSecret = auth === 'login' || (auth === 'token' && plan.tokens.answers === 'at once');
    if (hasSecret) server.setAccount(this.user, this.secret);
    server.requiresLogin = plan.mailer.auth !== 'none';
    if (plan.mailer.logger === 'keeps') for (const name of channels) subscribe(name, this.#publish);
    this.mailer = this.createMailer();
  }

  /** @param {unknown} message */
  #publish = (message) => {
    this.published.push(inspect(message, { depth: this.#thoroughly ? 6 : 2 }));
  };

  get clock() {
    return this.#clock;
  }

  /** @param {number} ms @param {() => void} act */
  after(ms, act) {
    this.#clock.inProcess(ms, act);
  }

  get mailerCount() {
    return this.#mailers;
  }

  get server() {
    return this.#server;
  }

  get plan() {
    return this.#plan;
  }

  /** True while something is under way, or will be tried again. */
  get isBusy() {
    return this.#waiting > 0 || this.requests.some(({ outcome }) => outcome === undefined);
  }

  /** @param {object} [changes] To Nodemailer's options. @param {number} [port] @returns {any} */
  createMailer(changes = {}, port = SMTP_PORT) {
    const { mailer: plan, server } = this.#plan;
    const mailer = nodemailer.createTransport(
      /** @type {any} */ ({
        host: this.#host,
        port,
        name: 'client.test',
        ignoreTLS: true,
        lmtp: server.lmtp,
        ...(plan.auth === 'none' ? {} : { auth: this.login() }),
        ...(plan.timeouts === 'short'
          ? { connectionTimeout: 2_000, greetingTimeout: 2_000, socketTimeout: 5_000 }
          : {}),
        ...(plan.pool
          ? {
              pool: true,
              maxConnections: plan.maxConnections,
              maxMessages: plan.maxMessages,
              ...(plan.perMinute === 0 ? {} : { rateLimit: plan.perMinute, rateDelta: 60_000 }),
            }
          : {}),
        ...(plan.tunnel
          ? {
              getSocket: (/** @type {object} */ _options, /** @type {any} */ done) =>
                this.#network.tunnel(port, done),
            }
          : {}),
        ...changes,
      }),
    );
    return this.wrap(mailer);
  }

  /** @param {any} mailer @returns {any} */
  wrap(mailer) {
    const { mailer: plan } = this.#plan;
    this.#mailers += 1;
    this.#numbers.set(mailer, this.#mailers);
    return wrapTransport(mailer, {
      retry: plan.retries === 0 ? false : { retries: plan.retries, minTimeout: 500, maxTimeout: 20_000 },
      ...(plan.deadline === 0 ? {} : { deadline: plan.deadline }),
      loginGuard: plan.guard,
      log: { serverText: true },
      .../** @type {any} */ (this.#logger()),
      ...(plan.credentials === 'none' ? {} : { credentials: () => this.#credentials() }),
      ...(plan.confirms === 'none'
        ? {}
        : { confirmDelivery: (/** @type {any} */ context) => this.#confirm(context) }),
    });
  }

  login() {
    if (this.#plan.mailer.auth === 'token') {
      const login = {
        type: 'OAuth2',
        user: this.user,
        clientId: 'simulated',
        clientSecret: CLIENT_SECRET,
        refreshToken: REFRESH_TOKEN,
        accessUrl: TOKEN_URL,
      };
      return this.#plan.tokens.answers === 'at once' ? { ...login, accessToken: this.secret } : login;
    }
    return { user: this.user, pass: this.secret };
  }

  /**
   * Sends a message, and again for as long as the error says that it may.
   *
   * @param {SendOptions} [options]
   */
  send(options = {}) {
    const { content = 'text', recipients = 1, also = 'nobody', does = [], mailer = this.mailer } = options;
    const id = `m${this.requests.length + 1}x`;
    const request = this.#request('send', id, mailer, does, letter(id, recipients, content, also));
    request.shares = options.shared !== undefined;
    this.#hand(request, options, mailer);
    return request;
  }

  /** A token that the mail server takes. */
  issueToken() {
    const token = `t0ken-${this.random.word(20)}`;
    this.#server.addToken(this.user, token);
    return token;
  }

  /** Whatever was wrong with the login is put right: the server takes all that it ever took. */
  mend() {
    for (const { user, secret } of [...this.#server.secrets]) this.#server.addToken(user, secret);
  }

  /** What is left at things of the application's own. @returns {readonly string[]} */
  leftBehind() {
    return this.signals.flatMap(({ signal }) => {
      const count = getEventListeners(signal, 'abort').length;
      return count === 0 ? [] : [`${count} listeners of a signal`];
    });
  }

  /** A transport that is no SMTP. @param {object} transport @returns {any} */
  createOther(transport) {
    return this.wrap(nodemailer.createTransport(/** @type {any} */ (transport)));
  }

  /** One mailer of two, each with a server of its own. @returns {any} */
  createFailover() {
    const members = [this.createMailer(), this.createMailer({}, SECOND_PORT)];
    const mailer = nodemailer.createTransport(/** @type {any} */ (failover(members)));
    this.#mailers += 1;
    this.#numbers.set(mailer, this.#mailers);
    return mailer;
  }

  /** Closes its mailer, and goes on with a new one. @param {boolean} force */
  replaceMailer(force) {
    const old = this.mailer;
    this.mailer = this.createMailer();
    this.#journal.note('closes', String(force));
    this.closings.push({ mailer: this.#numbers.get(old) ?? 0, at: this.#clock.now, force });
    old.close({ force });
    return old;
  }

  /** Messages that the mailer says are under way. */
  get pending() {
    return Number(this.mailer.transporter.pendingCount?.() ?? 0);
  }

  /** Closes a mailer that is used for one message. @param {any} mailer */
  closeLater(mailer) {
    this.#spare.push(mailer);
  }

  /** Closes everything. */
  close() {
    this.#isClosed = true;
    for (const name of channels) unsubscribe(name, this.#publish);
    for (const mailer of [this.mailer, ...this.#spare.splice(0)]) mailer.close();
  }

  /** Has other credentials from now on. @param {string} secret */
  setSecret(secret) {
    this.secret = secret;
    this.mailer.transporter.options.auth = this.login();
  }

  /** @param {number} ms */
  standStill(ms) {
    this.#journal.note('stands still', ms);
    this.#freeze(ms);
  }

  /** @param {any} [mailer] */
  verify(mailer = this.mailer) {
    const id = `v${this.requests.length + 1}x`;
    const request = this.#request('verify', id, mailer, ['verifies'], undefined);
    this.#begin(request, mailer);
    mailer.verify().then(
      () => this.#settled(request, resolvedWith(this.#clock.now, { response: 'verified' }, false)),
      (/** @type {unknown} */ error) =>
        this.#settled(request, rejectedWith(this.#clock.now, error, this.#thoroughly, isSmtpError)),
    );
  }

  /** @param {Request['what']} what @param {string} id @param {object} mailer @param {readonly string[]} does @param {Letter | undefined} sent @returns {Request} */
  #request(what, id, mailer, does, sent) {
    const request = {
      what,
      id,
      letter: sent,
      mailer: this.#numbers.get(mailer) ?? 0,
      abortedAt: undefined,
      outcome: undefined,
      does,
      tries: [],
      shares: false,
      isTriedAgain: false,
    };
    this.requests.push(request);
    this.#journal.note(what, id);
    return request;
  }

  /** @param {Request} request @param {object} mailer */
  #begin(request, mailer) {
    request.outcome = undefined;
    request.mailer = this.#numbers.get(mailer) ?? 0;
    request.tries.push({ begun: this.#clock.now, mailer: request.mailer, outcome: undefined });
  }

  /** @param {Request} request @param {SendOptions} options @param {any} mailer */
  #hand(request, options, mailer) {
    const { letter: sent } = request;
    if (!sent) return;
    this.#begin(request, mailer);
    const controller =
      options.abortAfter === undefined || request.tries.length > 1 ? undefined : new AbortController();
    if (controller) {
      this.signals.push(controller);
      const abort = () => {
        if (request.outcome === undefined) request.abortedAt = this.#clock.now;
        this.#journal.note('aborts', request.id);
        controller.abort();
      };
      if ((options.abortAfter ?? 0) < 0) abort();
      else this.after(options.abortAfter ?? 0, abort);
    }
    const message = Object.assign(options.into ?? {}, {
      ...messageOf(sent, options.shared),
      ...options.message,
      ...(controller ? { signal: controller.signal } : {}),
    });
    /** @param {unknown} error @param {unknown} info */
    const end = (error, info) => {
      const { now } = this.#clock;
      const outcome = error
        ? rejectedWith(now, error, this.#thoroughly, isSmtpError)
        : resolvedWith(now, info, this.#thoroughly);
      this.#settled(request, outcome);
      this.#tryAgain(request, outcome, options);
    };
    if (options.throws) {
      mailer.sendMail(message, (/** @type {unknown} */ error, /** @type {unknown} */ info) => {
        end(error, info);
        const thrown = new Error('The application throws in its callback');
        this.thrown.add(thrown);
        throw thrown;
      });
      return;
    }
    mailer.sendMail(message).then(
      (/** @type {unknown} */ info) => end(null, info),
      (/** @type {unknown} */ error) => end(error, undefined),
    );
  }

  /** @param {Request} request @param {Outcome} outcome */
  #settled(request, outcome) {
    if (request.outcome !== undefined) {
      this.settledTwice.push(request);
      return;
    }
    request.outcome = outcome;
    this.#journal.note(
      'hears',
      request.id,
      this.#alike(outcome.how === 'rejected' ? outcome.plain : outcome.how),
    );
    const last = request.tries.at(-1);
    if (last) last.outcome = outcome;
    const { how } = outcome;
    this.#journal.note(
      how,
      request.id,
      how === 'rejected' ? `${outcome.reason} ${outcome.delivery} ${outcome.phase} ${outcome.attempts}` : '',
    );
  }

  /** A text without what is another one in each run of a process. @param {string} text */
  #alike(text) {
    return text
      .replaceAll(this.#host, 'HOST')
      .replaceAll(/"smtp\.login\.id":"[^"]*"/g, '"smtp.login.id":"…"');
  }

  /** @param {Request} request @param {Outcome} outcome @param {SendOptions} options */
  #tryAgain(request, outcome, options) {
    if (outcome.how !== 'rejected' || !outcome.safe || options.isFinal || request.tries.length >= MOST_TRIES)
      return;
    // A stream of the application's own can be read once: it would have to be opened anew.
    if (options.shared || options.message || options.into || request.abortedAt !== undefined) return;
    // The same stream hangs again.
    if (options.content === 'hanging stream' && request.tries.length > 1) return;
    request.isTriedAgain = true;
    this.#waiting += 1;
    const backoff = 60_000 * 2 ** Math.min(request.tries.length - 1, 2);
    this.after(Math.max(outcome.afterMs ?? 0, this.random.integer(backoff / 2, backoff)), () => {
      this.#waiting -= 1;
      if (this.#isClosed) return;
      const { throws, ...rest } = options;
      this.#hand(request, rest, options.keepsMailer ? options.mailer : this.mailer);
    });
  }

  #logger() {
    const { logger } = this.#plan.mailer;
    if (logger === 'none') return {};
    /** @param {readonly unknown[]} args */
    const log = (...args) => {
      const record = JSON.stringify(args, (_key, value) => (value instanceof Error ? value.message : value));
      this.told.push(record);
      this.#journal.note('logs', this.#alike(record));
      if (logger === 'throws') throw new Error('The logger throws');
      return logger === 'rejects' ? Promise.reject(new Error('The logger rejects')) : undefined;
    };
    return { logger: { trace: log, debug: log, info: log, warn: log, error: log, fatal: log } };
  }

  /** @returns {Promise<object | undefined>} */
  #credentials() {
    const { credentials } = this.#plan.mailer;
    if (credentials === 'hangs') return new Promise(() => undefined);
    return this.#later(credentials === 'slow' ? 20_000 : 0, () => ({
      user: this.user,
      pass: this.#server.secretOf(this.user),
    }));
  }

  /** @param {{ messageId: string | undefined, envelope: { to: readonly string[] } }} context */
  #confirm({ envelope }) {
    const { confirms } = this.#plan.mailer;
    if (confirms === 'hangs') return new Promise(() => undefined);
    if (confirms === 'lies') return 'delivered';
    if (confirms === 'throws') throw new Error('The application does not know how to ask');
    return this.#later(confirms === 'slow' ? 45_000 : 10_000, () => {
      const has = this.#server.acceptances.some(({ recipients }) =>
        recipients.some((address) => envelope.to.includes(address)),
      );
      return has ? 'delivered' : 'not-delivered';
    });
  }

  /** @template T @param {number} ms @param {() => T} find Looks when it answers, not when it is asked. @returns {Promise<T>} */
  #later(ms, find) {
    return new Promise((resolve) => this.after(ms, () => resolve(find())));
  }
}
