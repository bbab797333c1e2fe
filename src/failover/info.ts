import type { RecipientOutcome } from '../errors/outcome.js';
import { mailFacts } from '../nodemailer/facts.js';
import { isObject } from '../nodemailer/recognise.js';
import type { Mail, SentInfo } from '../nodemailer/shapes.js';

// Types and no interfaces: these have no index signature, which Nodemailer's own has (10.0).

/** Who sends to whom. */
export type Envelope = {
  readonly from: string | false;
  readonly to: string[];
};

/**
 * What `sendMail` resolves with: the `info` of the transporter that delivered the message, with all that it
 * has, and which one that was.
 */
export type FailoverInfo = {
  /** The name of that transporter: see the option `names`. */
  readonly transport: string;
  readonly messageId: string;
  readonly envelope: Envelope;
  readonly response?: string;
  readonly accepted?: string[];
  readonly rejected?: string[];
  /** What became of each recipient, where the server said so. */
  readonly recipients?: readonly RecipientOutcome[];
  /** By which name its server has the message, where its reply said so. */
  readonly queueId?: string;
};

/** A transport for `nodemailer.createTransport`, which returns a transporter of it. */
export interface FailoverTransport {
  name: string;
  version: string;
  /** Called by Nodemailer. */
  send(mail: never, callback: (error: Error | null, info: FailoverInfo) => void): void;
  /**
   * Asks all transporters: true where one of them would send, false where none can tell.
   *
   * @throws An `SmtpError` where none would: the last one's error, with those of the others as `failures`.
   */
  verify(): Promise<boolean>;
  /** The same, told by a callback. */
  verify(callback: (error: Error | null, ok?: boolean) => void): void;
  /** Closes all transporters. What they send ends as it does without us; nothing goes on to another one. */
  close(...args: unknown[]): void;
  /** Whether the transporter that the next message would go to takes it at once. */
  isIdle(): boolean;
  /** How many messages the transporters have not finished with, as far as they know. */
  pendingCount(): number;
}

/** What every transporter's `info` has, where this one's has not, and its name. */
export function infoOf(transport: string, info: SentInfo, mail: Mail): FailoverInfo {
  const { messageId = '', from = false, to } = mailFacts(mail);
  const { accepted, rejected, ...rest } = info;
  const own: FailoverInfo = {
    ...rest,
    ...(accepted ? { accepted: [...accepted] } : {}),
    ...(rejected ? { rejected: [...rejected] } : {}),
    messageId: info.messageId ?? messageId,
    envelope: isEnvelope(info.envelope) ? info.envelope : { from, to: [...to] },
    transport,
  };
  for (const name of ['recipients', 'queueId']) {
    const quiet = Object.getOwnPropertyDescriptor(info, name);
    if (quiet) Object.defineProperty(own, name, quiet);
  }
  return own;
}

function isEnvelope(value: unknown): value is Envelope {
  return isObject(value) && Array.isArray(value['to']);
}
