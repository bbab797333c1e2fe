import type { MailerState } from '../channels/mailer-state.js';
import type { CoolDown } from '../gate/login/types.js';
import type { Pace } from '../gate/pace/pace.js';
import type { Patron } from '../gate/pace/types.js';
import type { Scrub } from '../session/scrub.js';
import { type BareMailer, isBareMailer, isObject, recognise } from './recognise.js';
import type { Mailer, Transport } from './shapes.js';

/** Marks a wrapped transport, also for another copy of this package. */
const WRAPPED = Symbol.for('nodemailer-smtp-errors.wrapped');

/** What others may ask about the wrapping of a transport. */
export interface WrappingFacts {
  readonly speaksSmtp: boolean;
  /** The login guard's; absent where that is switched off. */
  readonly coolDown: CoolDown | undefined;
  /** What its server takes; absent where the pace is switched off, or nobody knows where messages go. */
  readonly pace?: PaceFacts | undefined;
  // Of another copy of this package these may be missing.
  readonly state?: () => MailerState;
  /** Takes its credentials out of a text. */
  readonly scrub?: Scrub;
  /** Has it log in with other credentials from now on; absent where it has no login of its own. */
  readonly replaceLogin?: ((fresh: object) => void) | undefined;
  /** Its `stallTimeout`; `Infinity` for none. */
  readonly stallMs?: number;
}

/** What others may ask about the pace of a transport. */
export interface PaceFacts {
  readonly patron: Patron;
  /** That of its own login, which may be renewed. */
  current(): Pace;
}

/** A transporter that went through `wrapTransport`, and how. */
export interface WrappedMailer extends WrappingFacts {
  readonly mailer: Mailer;
}

/** Marks a transport as wrapped. */
export function noteWrapped(transport: Transport | BareMailer, facts: WrappingFacts): void {
  Object.defineProperty(transport, WRAPPED, { value: facts });
}

/**
 * Tells what went through {@link wrapTransport}, also that of another copy of this package.
 *
 * @param value Anything.
 * @returns True for a wrapped transporter, for a wrapped transport object, and for a transporter that was
 *   made of one.
 *
 * @example
 * ```ts
 * const mailer = isWrapped(given) ? given : wrapTransport(given);
 * ```
 */
export function isWrapped(value: unknown): boolean {
  try {
    return WRAPPED in holderOf(value);
  } catch {
    return false;
  }
}

/** How a transport was wrapped; `undefined` for what is not. */
export function wrappingFacts(value: unknown): WrappingFacts | undefined {
  if (!isWrapped(value)) return undefined;
  const facts: unknown = Reflect.get(holderOf(value), WRAPPED);
  return isFacts(facts) ? facts : undefined;
}

/** Recognises a transporter that went through `wrapTransport`; `undefined` for anything else. */
export function wrappedMailer(target: unknown): WrappedMailer | undefined {
  if (!isObject(target) || typeof target['sendMail'] !== 'function' || isBareMailer(target)) return undefined;
  const { mailer } = recognise(target);
  const facts = wrappingFacts(target);
  return mailer && facts ? { ...facts, mailer } : undefined;
}

function holderOf(value: unknown): Transport | BareMailer {
  return isBareMailer(value) ? value : recognise(value).transport;
}

function isFacts(value: unknown): value is WrappingFacts {
  return isObject(value) && 'speaksSmtp' in value && 'coolDown' in value;
}
