import type { AnySmtpError } from '../errors/classes.js';
import type { RecipientOutcome } from '../errors/outcome.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import { queueIdIn } from '../reply/queue-id.js';

/** What all attempts together have reached. */
export interface Progress {
  /** The recipients for the next attempt; `undefined` for all of them. */
  readonly pending: readonly string[] | undefined;
  /** The recipients that have it: never to be sent to again. */
  readonly accepted: readonly string[];
  /** The refusals that hold so far, one for each recipient. */
  readonly refusals: readonly AnySmtpError[];
  /** What the attempts resolved with, oldest first. */
  readonly infos: readonly SentInfo[];
  /** What an LMTP server said to the recipients that the last of them reached; empty where one reply was for all. */
  readonly acceptances: readonly string[];
}

const nobody: readonly string[] = [];

export const noProgress: Progress = {
  pending: undefined,
  accepted: [],
  refusals: [],
  infos: [],
  acceptances: [],
};

/**
 * Adds an attempt that the server accepted, for some recipients at least.
 *
 * @param info What the transport resolved with.
 * @param refusals Its `rejectedErrors`, typed.
 * @param acceptances What an LMTP server said to each recipient that has it.
 */
export function advance(
  before: Progress,
  info: SentInfo,
  refusals: readonly AnySmtpError[],
  acceptances: readonly string[] = [],
): Progress {
  const { pending, refusals: open } = refusedAnew(before, refusals);
  const { accepted: taken = [] } = info;
  return {
    pending,
    accepted: before.accepted.length === 0 ? taken : [...before.accepted, ...taken],
    refusals: open,
    infos: [...before.infos, info],
    acceptances,
  };
}

/**
 * Adds an attempt for the recipients that were deferred in which all of them were refused again:
 * what the server says now is what holds.
 */
export function refusedAnew(before: Progress, refusals: readonly AnySmtpError[]): Progress {
  const pending = refusals.length === 0 ? nobody : deferredOf(refusals);
  if (!before.pending) return { ...before, pending, refusals };
  const open = new Set(before.pending);
  const anew = new Map(refusals.map((refusal) => [refusal.recipient, refusal]));
  // Each in the place that it had: a list that reorders itself is hard to compare.
  const known = before.refusals.flatMap((refusal) =>
    open.has(refusal.recipient ?? '') ? (anew.get(refusal.recipient) ?? []) : refusal,
  );
  return { ...before, pending, refusals: known };
}

function deferredOf(refusals: readonly AnySmtpError[]): readonly string[] {
  return refusals.filter(isDeferred).flatMap(({ recipient }) => recipient ?? []);
}

/** The first refusal that a further attempt may turn, if there is one. */
export function firstDeferred(progress: Progress): AnySmtpError | undefined {
  return progress.refusals.find(isDeferred);
}

/**
 * One `info` for all attempts, as Nodemailer would give it for one: who was accepted and who was
 * refused. `recipients` says it for each address, and `queueId` by which name the server has the message;
 * they are not enumerable, so that `info` looks as it does without us.
 */
export function mergedInfo(progress: Progress): SentInfo {
  const { infos, accepted, refusals } = progress;
  const first = infos[0] ?? {};
  const last = infos.at(-1) ?? first;
  // A single attempt is passed on as the very object that it was, unless nothing can be added to it.
  const isKept = infos.length === 1 && Object.isExtensible(first);
  const { envelope } = first;
  const info: SentInfo = isKept ? first : { ...last, ...(envelope === undefined ? {} : { envelope }) };
  if (infos.length > 1) {
    assign(info, 'accepted', [...accepted]);
    assign(
      info,
      'rejected',
      refusals.flatMap(({ recipient }) => recipient ?? []),
    );
  }
  if (refusals.length > 0) assign(info, 'rejectedErrors', [...refusals]);
  else if (info.rejectedErrors) Reflect.deleteProperty(info, 'rejectedErrors');
  const recipients = outcomes(progress);
  assign(info, 'recipients', recipients, false);
  const queueId = queueIdOf(info, progress.acceptances, recipients);
  if (queueId !== undefined) assign(info, 'queueId', queueId, false);
  return info;
}

/** By which name a server has it: with LMTP as the first recipient was told that has it. */
function queueIdOf(
  { response, messageId }: SentInfo,
  acceptances: readonly string[],
  recipients: readonly RecipientOutcome[],
): string | undefined {
  const replies: readonly unknown[] = acceptances.length > 0 ? acceptances : [response];
  const ids = replies.map((reply) => (typeof reply === 'string' ? queueIdIn(reply) : null));
  const own = typeof messageId === 'string' ? messageId : '';
  const others = [own, ...recipients.map(({ address }) => address)].map(bare);
  return ids.find((id) => id !== null && !others.some((other) => repeats(bare(id), other))) ?? undefined;
}

/** What is the message's own Message-ID, or somebody's address, or begins it, is no id of the server's. */
function repeats(id: string, address: string): boolean {
  return address !== '' && (id.includes(address) || address.startsWith(`${id}@`));
}

function bare(address: string): string {
  return address.toLowerCase().replace(/^<|>$/g, '');
}

function outcomes({ accepted, refusals }: Progress): readonly RecipientOutcome[] {
  const taken = accepted.map((address): RecipientOutcome => ({ address, outcome: 'accepted' }));
  if (refusals.length === 0) return taken;
  const refused = refusals.flatMap((error): readonly RecipientOutcome[] => {
    const { recipient, reply, reason } = error;
    if (recipient === undefined) return [];
    const outcome = isDeferred(error) ? 'deferred' : 'rejected';
    return [{ address: recipient, outcome, reason, ...(reply === undefined ? {} : { reply }) }];
  });
  return [...taken, ...refused];
}

/** By what it means: a 5yz for surplus recipients is a 452 (RFC 5321 section 4.5.3.1.10). */
function isDeferred({ disposition }: AnySmtpError): boolean {
  return disposition === 'transient';
}

function assign(info: SentInfo, name: string, value: unknown, enumerable = true): void {
  Object.defineProperty(info, name, { value, enumerable, writable: true, configurable: true });
}
