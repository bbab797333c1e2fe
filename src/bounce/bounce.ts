import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Reply } from '../reply/reply.js';

/** What a mail server did about a recipient, RFC 3464 section 2.3.3. */
export const bounceActions: readonly BounceAction[] = [
  'failed',
  'delayed',
  'delivered',
  'relayed',
  'expanded',
];

/** One of `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
export type BounceAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

/** What a bounce says of one recipient. */
export interface BouncedRecipient {
  /** The address, as the bounce has it. */
  readonly recipient: string;
  readonly action: BounceAction;
  /** Whether the server that reports has given up (or is done): false while it goes on trying. */
  readonly final: boolean;
  /** The status code, RFC 3463: `'5.1.1'`. */
  readonly status?: string;
  /** What the recipient's server answered, where the bounce quotes it. */
  readonly reply?: Reply;
  /** Whose server that was: a host name. */
  readonly remoteHost?: string;
  /** What it means; absent where the message was delivered or passed on. */
  readonly diagnosis?: Diagnosis;
}

/** A bounce message, read. */
export interface Bounce {
  /** The server that reports. */
  readonly reportedBy?: string;
  /** The Message-ID of the message that came back, without angle brackets. */
  readonly messageId?: string;
  readonly recipients: readonly BouncedRecipient[];
}

/** What a bounce has of one recipient before it is diagnosed. */
export interface Report {
  readonly recipient: string;
  readonly action?: BounceAction;
  readonly status?: string;
  readonly remoteHost?: string;
  /** The server's words, those around its reply as well. */
  readonly text: string;
}
