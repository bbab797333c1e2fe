import { monotonicMs } from '../monotonic.js';
import { serverOf } from '../nodemailer/facts.js';
import { isObject } from '../nodemailer/recognise.js';
import { type WrappedMailer, wrappedMailer } from '../nodemailer/wrapped.js';
import { expected } from '../options/checks.js';
import { resolveLog } from '../options/log.js';
import { FIVE_MINUTES } from '../options/resolve.js';
import { wrapAround } from '../wrap-transport.js';
import { failoverEvents } from './events.js';
import { forwardEvents, pendingOf } from './forward-events.js';
import type { FailoverTransport } from './info.js';
import { Member } from './member.js';
import { type FailoverOptions, resolveFailover, resolveNames } from './options.js';
import { type Circle, pass } from './pass.js';
import { chosen } from './standing.js';
import { verifyAll } from './verify.js';

/** A transporter: what `nodemailer.createTransport` returns. */
export interface TransporterLike {
  readonly sendMail: unknown;
  readonly transporter: unknown;
}

/**
 * Makes a transport of several: a message that one cannot send goes to the next. Only if its error says that
 * the message is surely not out (`delivery` is `'not-sent'`) and the fault is the transport's or the account's:
 * connection, TLS, login, a busy server, its limits, its refusal to relay. Never for what is wrong with the
 * message, its sender or a recipient, never after `'unknown'`, and never where some recipients have it.
 *
 * What failed is left alone for a while that grows, then tried again by one message. Where all are left alone,
 * the one whose time comes first is asked.
 *
 * Each transporter makes the message as if you had called its own `sendMail`: its plugins, DKIM keys, defaults
 * and proxy hold, the Message-ID is the same for all. The transport counts as wrapped: it needs no
 * `wrapTransport`, and an error of it is an `SmtpError`, that of the last transporter that was asked,
 * with those of the others as `failures`.
 *
 * @param transporters In the order in which they are preferred: each went through `wrapTransport`.
 * @param options Names, logger, cool-down: see {@link FailoverOptions}.
 * @returns A transport for `nodemailer.createTransport`.
 * @throws TypeError where a transporter is none, or none that is wrapped, or is there twice, or where an
 *   option is not what it should be.
 *
 * @example
 * ```ts
 * const first = wrapTransport(nodemailer.createTransport(process.env.FIRST_URL), { retry: false });
 * const second = wrapTransport(nodemailer.createTransport(process.env.SECOND_URL));
 * const mailer = nodemailer.createTransport(failover([first, second], { logger: pino() }));
 * const { transport } = await mailer.sendMail(message); // 'smtp.first.example'
 * ```
 */
export function failover(
  transporters: readonly TransporterLike[],
  options: FailoverOptions = {},
): FailoverTransport {
  const { coolDown, bufferLimit } = resolveFailover(options);
  const { logger, log } = options;
  const wrapped = checkTransporters(transporters);
  const { stallTimeout = longestOf(wrapped) } = options;
  const names = resolveNames(options.names, wrapped.map(ownName));
  const members = wrapped.map((mailer, index) => new Member(names[index] ?? '', mailer, coolDown));
  const circle: Circle = {
    members,
    events: failoverEvents(logger, resolveLog(log)),
    bufferLimit,
    isClosed: false,
  };
  const transport = wrapAround(
    methodsOf(circle),
    (mail, life) => pass(circle, mail, life),
    wrapped,
    () => members.map((member) => member.state()),
    // What is read while a plugin runs is kept for the transporters.
    { retry: { bufferLimit }, stallTimeout, ...(logger ? { logger } : {}), ...(log ? { log } : {}) },
  );
  forwardEvents(members, transport);
  return transport;
}

function methodsOf(circle: Circle): Omit<FailoverTransport, 'send'> {
  const { members } = circle;
  function verify(): Promise<boolean>;
  function verify(callback: (error: Error | null, ok?: boolean) => void): void;
  function verify(callback?: (error: Error | null, ok?: boolean) => void): Promise<boolean> | undefined {
    const verified = verifyAll(members);
    if (!callback) return verified;
    verified.then(
      (ok) => process.nextTick(callback, null, ok),
      (error: unknown) => process.nextTick(callback, error),
    );
    return undefined;
  }
  return {
    name: 'Failover',
    version: '1.0.0',
    verify,
    close(...args) {
      circle.isClosed = true;
      for (const { mailer } of members) mailer.close?.(...args);
    },
    isIdle() {
      const next = chosen(
        members.map(({ standing }) => standing),
        monotonicMs(),
      );
      const transport = next === undefined ? undefined : members[next]?.mailer.transporter;
      // A single connection is made for each message.
      return transport?.isIdle?.() ?? true;
    },
    pendingCount: () => members.reduce((count, { mailer }) => count + pendingOf(mailer), 0),
  };
}

function checkTransporters(given: unknown): readonly WrappedMailer[] {
  if (!Array.isArray(given) || given.length === 0)
    throw expected('the first argument of failover', 'an array of at least one wrapped transporter', given);
  return given.map((value: unknown, index) => {
    const name = `transporters[${index}]`;
    const what =
      'a transporter that went through wrapTransport: wrapTransport(nodemailer.createTransport(…))';
    const mailer = wrappedMailer(value);
    if (!mailer) throw isMailer(value) ? unwrapped(name, what) : expected(name, what, value);
    if (given.indexOf(value) !== index)
      throw new TypeError(`Expected ${name} to be another transporter than those before; it is there twice.`);
    return mailer;
  });
}

/** As an option has it; other copies of this package do not tell. */
function longestOf(wrapped: readonly WrappedMailer[]): number | false {
  const longest = Math.max(...wrapped.map(({ stallMs = FIVE_MINUTES }) => stallMs));
  return longest === Number.POSITIVE_INFINITY ? false : longest;
}

function isMailer(value: unknown): boolean {
  return isObject(value) && typeof value['sendMail'] === 'function';
}

function unwrapped(name: string, what: string): TypeError {
  return new TypeError(`Expected ${name} to be ${what}; got a transporter that is not wrapped.`);
}

function ownName({ mailer: { transporter } }: WrappedMailer): string {
  return serverOf(transporter)?.host ?? transporter.name ?? 'unnamed';
}
