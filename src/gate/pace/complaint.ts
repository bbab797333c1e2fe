import { conceptsIn } from '../../diagnosis/concepts-in.js';
import type { Phase } from '../../diagnosis/phase.js';
import type { Reason } from '../../diagnosis/reasons.js';
import type { Delivery } from '../../errors/outcome.js';

/** What a server said about how much it takes. */
export interface Complaint {
  /** Too many connections at once, or too much in a time. */
  readonly about: 'connections' | 'rate';
  /** How long it wants to be left alone, in milliseconds, where it says so. */
  readonly afterMs?: number;
}

/** The part of an error that a complaint is read from. */
export interface Failure {
  readonly reason: Reason;
  readonly delivery: Delivery;
  readonly phase: Phase | undefined;
  readonly reply: { readonly text: string; readonly enhancedCode?: string } | undefined;
  readonly retry: { readonly safe: boolean; readonly afterMs?: number };
}

/** A quota that no burst gets around by being slower: where it names no time one asks again in an hour. */
const HOUR = 3_600_000;

/** Whom the server spares is a recipient of its own: the others may be sent to as before (RFC 3463, 3.3 and 3.6). */
const OF_A_RECIPIENT = /^[245]\.(?:2\.\d+|5\.3)$/;

/** The greeting and what comes before it answer a connection, and no message. */
const beforeLogin: ReadonlySet<Phase | undefined> = new Set<Phase>(['connect', 'tls', 'greeting', 'ehlo']);

/**
 * Reads whether a failure says that the server takes no more at present. What is one recipient's matter is
 * none of all others: greylisting, a mailbox that gets too much, too many recipients in one message.
 */
export function complaintIn(failure: Failure): Complaint | undefined {
  const { reason, delivery, phase, reply, retry } = failure;
  if (delivery !== 'not-sent' || !retry.safe) return undefined;
  const isLimit = reason === 'rate.limited';
  if (!isLimit && reason !== 'server.busy' && reason !== 'server.closing') return undefined;
  const text = (reply?.text ?? '').slice(0, 1000);
  const said = conceptsIn(text);
  const isTooMuch = said.has('tooMany') || said.has('limit');
  if (!isLimit && !(said.has('connection') && isTooMuch)) return undefined;
  // Where it says when to come back, that is the time it speaks of.
  const isInATime =
    said.has('rate') ||
    said.has('day') ||
    said.has('quota') ||
    (said.has('hour') && retry.afterMs === undefined);
  const isOfRecipients = said.has('recipient') && isTooMuch && !isInATime;
  if (isOfRecipients || OF_A_RECIPIENT.test(reply?.enhancedCode ?? '')) return undefined;
  const mayBeOfConnections = said.has('connection') || (reply !== undefined && beforeLogin.has(phase));
  const { afterMs = said.has('day') && isOfADay(text) ? HOUR : undefined } = retry;
  return {
    about: mayBeOfConnections && !isInATime ? 'connections' : 'rate',
    ...(afterMs === undefined ? {} : { afterMs }),
  };
}

/** In one sentence: many wish a nice day. */
function isOfADay(text: string): boolean {
  return text.split(/[.!?]\s|。/).some((sentence) => {
    const said = conceptsIn(sentence);
    return (
      said.has('day') && (said.has('limit') || said.has('quota') || said.has('tooMany') || said.has('rate'))
    );
  });
}
