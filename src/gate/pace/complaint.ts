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

/** A connection is one of several at a time, unless there are so many in a time. */
const CONNECTIONS = /\b(?:connections?|sessions?|concurren\w*|simultan\w*|parallel|threads?|channels?)\b/i;
const IN_A_TIME =
  /\b(?:rates?|ratelimit\w*|frequen\w*|fast|quick\w*|speed|slow\w*|per|throttl\w*|quotas?|dail\w*|hours?|hourly|minutes?)\b|\/\s?(?:s|sec|min|h|hour|day)\b/i;

/** A quota that no burst gets around by being slower: where it names no time one asks again in an hour. */
const OF_A_DAY = /\b(?:daily|monthly|(?:per|a|in|each|this) (?:day|month)|24[- ]?h(?:ours?)?)\b/i;
const HOUR = 3_600_000;

/** Whom the server spares is a recipient of its own: the others may be sent to as before. */
const OF_A_RECIPIENT =
  /(?:user|recipient|mailbox|account) (?:you are trying|is receiving|has received)|too many recipients|recipients? limit/i;

/** The greeting and what comes before it answer a connection, and no message. */
const beforeLogin: ReadonlySet<Phase | undefined> = new Set<Phase>(['connect', 'tls', 'greeting', 'ehlo']);

/**
 * Reads whether a failure says that the server takes no more at present. What is one recipient's matter is
 * none of all others: greylisting, a mailbox that gets too much, too many recipients in one message.
 */
export function complaintIn(failure: Failure): Complaint | undefined {
  const { reason, delivery, phase, reply, retry } = failure;
  if (delivery !== 'not-sent' || !retry.safe) return undefined;
  const text = (reply?.text ?? '').slice(0, 1000);
  const speaksOfConnections = CONNECTIONS.test(text);
  const isLimit =
    reason === 'rate.limited' && !OF_A_RECIPIENT.test(text) && reply?.enhancedCode?.slice(1) !== '.5.3';
  const isBusy =
    (reason === 'server.busy' || reason === 'server.closing') &&
    speaksOfConnections &&
    /too many|limit|maxim|exceed|concurren|simultan/i.test(text);
  if (!isLimit && !isBusy) return undefined;
  const mayBeOfConnections = speaksOfConnections || (reply !== undefined && beforeLogin.has(phase));
  const isOfConnections = mayBeOfConnections && !IN_A_TIME.test(text);
  const { afterMs = OF_A_DAY.test(text) ? HOUR : undefined } = retry;
  return { about: isOfConnections ? 'connections' : 'rate', ...(afterMs === undefined ? {} : { afterMs }) };
}
