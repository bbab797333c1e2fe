import type { MemberState } from './channels/mailer-state.js';
import { Lives, nobodyWaits } from './endings/lives.js';
import { LoginGuard } from './gate/login/login-guard.js';
import { createSink } from './log/sink.js';
import { allOrNothing } from './nodemailer/all-or-nothing.js';
import { knownCredentials } from './nodemailer/credentials.js';
import { followBytes } from './nodemailer/follow-bytes.js';
import { followMailer } from './nodemailer/follow-mailer.js';
import { noteAuth, replaceAuth } from './nodemailer/login.js';
import { boundRequeues } from './nodemailer/older/bound-requeues.js';
import { closeUnmade } from './nodemailer/older/close-unmade.js';
import { fixedProperty } from './nodemailer/override.js';
import { type BareMailer, isBareMailer, protocolOf, recognise, speaksSmtp } from './nodemailer/recognise.js';
import type { SentInfo, Transport } from './nodemailer/shapes.js';
import { cleanLogger, tapLogger } from './nodemailer/tap-logger.js';
import { isWrapped, noteWrapped, type WrappedMailer } from './nodemailer/wrapped.js';
import type { WrapOptions } from './options/options.js';
import { type ResolvedOptions, resolveOptions } from './options/resolve.js';
import { createRetryBudget } from './retry/budget.js';
import { createComposite, type Pass } from './send/composite.js';
import { loginEvents, sessionEvents } from './send/events.js';
import { followClosing } from './send/follow-closing.js';
import { PacePatron } from './send/pace-patron.js';
import { Preparations } from './send/preparations.js';
import { createRenewals } from './send/renewals.js';
import { replaceLogin } from './send/replace-login.js';
import { stateOf } from './send/state-of.js';
import { wrapBareMailer } from './send/wrap-bare-mailer.js';
import { wrapMailer } from './send/wrap-mailer.js';
import { wrapSend } from './send/wrap-send.js';
import { wrapVerify } from './send/wrap-verify.js';
import type { Wrapping } from './send/wrapping.js';
import { observeSessions, type SessionObserver } from './session/observe-sessions.js';
import { createScrub } from './session/scrub.js';
import type { Wrapped } from './wrapped.js';

/** A transporter: what `nodemailer.createTransport` returns. A mock of one may have `sendMail` alone. */
interface TransporterLike {
  readonly sendMail: unknown;
}

/** A transport object: what a Nodemailer plugin hands to `nodemailer.createTransport`. */
interface TransportLike {
  send(mail: never, callback: never): unknown;
}

/**
 * Wraps a Nodemailer transport: every send then ends delivered, or with an {@link SmtpError} that
 * says what happened, whether the message may be out, whether to try again and what to do.
 *
 * The transport is wrapped in place and the same object comes back, with its plugins, events,
 * DKIM and proxy settings. Nothing about a delivered message changes.
 *
 * @param target A transporter (what `nodemailer.createTransport` returns), or a transport object
 *   to be handed to `nodemailer.createTransport` afterwards. Of a mock that has no transport, `sendMail`
 *   is called once for each send and what it fails with is typed; no other promise holds for it.
 * @param options Logger, log contents, retries, rules: see {@link WrapOptions}.
 * @returns The same object; the type says what its `sendMail` resolves with: see {@link Wrapped}.
 * @throws TypeError where `target` is neither, is wrapped already, or an option is not what it
 *   should be; nothing is wrapped then.
 *
 * @example
 * ```ts
 * const mailer = wrapTransport(nodemailer.createTransport({ host, port, auth }), { logger: console });
 * await mailer.sendMail({ from, to, subject, text });
 * ```
 */
export function wrapTransport<T extends TransporterLike | TransportLike>(
  target: T,
  options?: WrapOptions,
): Wrapped<T>;
export function wrapTransport(target: TransporterLike | TransportLike, options?: WrapOptions): unknown {
  const wrapWith = isBareMailer(target) ? forBareMailer(target) : forTransport(recognise(target).transport);
  const resolved = resolveOptions(options);
  if (isWrapped(target)) {
    throw new TypeError(
      'Expected a transport that is not wrapped yet; this one went through wrapTransport before.',
    );
  }
  wrapWith(resolved);
  return target;
}

const transportMethods = ['send', 'verify', 'close', 'pendingCount', 'isIdle', 'mailer', 'getSocket'];

function forTransport(transport: Transport): (options: ResolvedOptions) => void {
  return (resolved) => {
    refuseFixed(
      fixedProperty(transport, transportMethods) ??
        fixedProperty(transport.options, ['logger', 'transactionLog']) ??
        fixedProperty(transport.mailer, ['sendMail']),
    );
    const { options, logger, mailer } = transport;
    allOrNothing([transport, options, logger, mailer], () => wrap(transport, resolved));
  };
}

function forBareMailer(mailer: BareMailer): (options: ResolvedOptions) => void {
  return (resolved) => {
    refuseFixed(fixedProperty(mailer, ['sendMail']));
    wrapBareMailer(mailer, resolved);
    const state = { sends: 0, waiting: nobodyWaits, openSessions: 0, suspendedLogins: [] };
    noteWrapped(mailer, { speaksSmtp: false, coolDown: undefined, state: () => state });
  };
}

function refuseFixed(property: string | undefined): void {
  if (property) throw new TypeError(`Expected a transport that can be changed; its ${property} is fixed.`);
}

function wrap(transport: Transport, resolved: ResolvedOptions): void {
  const sink = createSink(resolved.logger, resolved.log);
  const log = { sink, show: resolved.log };
  const credentials = knownCredentials(transport);
  const scrub = createScrub(credentials.list);
  const events = sessionEvents(transport, log);
  const patron = resolved.pace
    ? new PacePatron(transport, resolved.pace, resolved.limits.stallMs, log, (id) => observer.isOpen(id))
    : undefined;
  const observer: SessionObserver = observeSessions(
    {
      ...events,
      onClosed: (session) => {
        events.onClosed(session);
        patron?.connectionClosed(session.id);
      },
      // A pool forgets a connection before it reports its failure, and its token with it.
      onLogin: () => credentials.addCurrent(),
    },
    scrub,
  );
  const guard = resolved.loginGuard
    ? new LoginGuard(loginEvents(transport, log), resolved.loginGuard)
    : undefined;
  const renewals = createRenewals(resolved.credentials, (fresh) => replaceAuth(transport, fresh));
  const lives = new Lives(resolved.limits);
  followClosing(transport, lives);
  const wrapping: Wrapping = {
    transport,
    speaksSmtp: speaksSmtp(transport),
    protocol: protocolOf(transport),
    options: resolved,
    observer,
    credentials,
    scrub,
    sink,
    budget: createRetryBudget(),
    guard,
    patron,
    renewals,
    lives,
    preparations: new Preparations(),
  };
  noteAuth(transport);
  boundRequeues(transport);
  closeUnmade(transport);
  if (wrapping.speaksSmtp) {
    tapLogger(transport, observer, scrub);
    followBytes(transport, observer);
  } else {
    cleanLogger(transport, scrub);
  }
  wrapSend(wrapping);
  wrapVerify(wrapping);
  followMailer(transport, (mailer) => {
    credentials.listen(mailer);
    wrapMailer(mailer, wrapping);
  });
  noteWrapped(transport, {
    speaksSmtp: wrapping.speaksSmtp,
    coolDown: resolved.loginGuard,
    pace: patron && { patron, current: () => patron.ownPace() },
    stallMs: resolved.limits.stallMs,
    scrub,
    replaceLogin: wrapping.speaksSmtp ? (fresh) => replaceLogin(wrapping, fresh) : undefined,
    state: () => stateOf(wrapping),
  });
}

/**
 * Makes a transport whose messages go through wrapped ones, and which counts as wrapped itself.
 *
 * @param methods What it has besides `send`.
 * @param pass Has them send a message.
 * @param transports Those that it goes through.
 * @param members What they are about now.
 */
export function wrapAround<Methods extends object, Info extends SentInfo>(
  methods: Methods,
  pass: Pass<Info>,
  transports: readonly WrappedMailer[],
  members: () => readonly MemberState[],
  options: WrapOptions,
) {
  const mailers = transports.map(({ mailer }) => mailer);
  const scrub = (text: string) => transports.reduce((left, { scrub: one = same }) => one(left), text);
  const resolved = resolveOptions(options);
  const { transport, lives } = createComposite(methods, { pass, mailers, scrub }, resolved);
  // Where a login is refused others go on: nobody has to wait for it.
  noteWrapped(transport, {
    speaksSmtp: transports.every(({ speaksSmtp }) => speaksSmtp),
    coolDown: undefined,
    stallMs: resolved.limits.stallMs,
    scrub,
    state: () => ({
      sends: lives.size,
      waiting: lives.waits,
      openSessions: 0,
      suspendedLogins: [],
      members: members(),
    }),
  });
  return transport;
}

function same(text: string): string {
  return text;
}
