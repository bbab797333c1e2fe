import { PassThrough, pipeline, type Readable } from 'node:stream';
import { expected } from '../../options/checks.js';
import { signalOf } from '../facts.js';
import { compiledMessage, isObject } from '../recognise.js';
import type { Mail, Mailer } from '../shapes.js';

/** Stands between a message and its way out. */
export interface BodyGate {
  /**
   * Asked once for each attempt, when the transport is about to read the message: over SMTP after
   * the server's 354. Nothing of the message goes out before it resolves, or ever if it rejects.
   */
  open(): Promise<void>;
  /** Told when an attempt has come to the message: over SMTP it is logged in. */
  reached(): void;
  /** Told when an attempt has ended and the message surely is not out. */
  unsent(): void;
}

/** The gate of a mail, also for another copy of this package. */
const GATE = Symbol.for('nodemailer-smtp-errors.bodyGate');

/**
 * Has a mailer ask for a gate for each message that has a signal.
 *
 * @param gateOf Finds the gate for the signal that a message was given to `sendMail` with.
 * @throws TypeError for a mailer that takes no plugins.
 */
export function gateBodies(mailer: Mailer, gateOf: (signal: AbortSignal) => BodyGate | undefined): void {
  if (!mailer.use) throw expected('mailer', "a transporter of Nodemailer's, which takes plugins", mailer);
  mailer.use('stream', (mail, done) => {
    const signal = signalOf(mail);
    const gate = signal && gateOf(signal);
    if (gate) gateBody(mail, gate);
    done();
  });
}

/** The gate that a mail has to pass, if there is one. */
export function bodyGateOf(mail: Mail): BodyGate | undefined {
  const gate: unknown = isObject(mail) ? Reflect.get(mail, GATE) : undefined;
  return isBodyGate(gate) ? gate : undefined;
}

function gateBody(mail: Mail, gate: BodyGate): void {
  Object.defineProperty(mail, GATE, { value: gate, configurable: true });
  const message = compiledMessage(mail);
  if (!message) return;
  const read = message.createReadStream;
  message.createReadStream = (...args) => {
    gate.reached();
    return new GatedStream(read.apply(message, args), gate);
  };
}

/** A message that is not read before somebody reads it here, and the gate is open. */
class GatedStream extends PassThrough {
  readonly #source: Readable;
  readonly #gate: BodyGate;
  #asked = false;

  constructor(source: Readable, gate: BodyGate) {
    super();
    this.#source = source;
    this.#gate = gate;
  }

  override _read(size: number): void {
    if (!this.#asked) {
      this.#asked = true;
      this.#gate.open().then(
        () => pipeline(this.#source, this, () => undefined),
        (error: Error) => this.destroy(error),
      );
    }
    super._read(size);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // What nobody asked for is in no pipeline that would release it.
    this.#source.destroy();
    super._destroy(error, done);
  }
}

function isBodyGate(value: unknown): value is BodyGate {
  return isObject(value) && ['open', 'reached', 'unsent'].every((name) => typeof value[name] === 'function');
}
