import type { RetryAdvice } from '../diagnosis/diagnosis.js';
import type { Facts } from './facts.js';
import { type Decisive, markReply } from './mark-reply.js';

/** Reads an error, its JSON or a diagnosis. It trusts no field: JSON may have been through anything. */
export function readFacts(source: object): Facts {
  const remediation = objectAt(source, 'remediation');
  const reply = replyOf(source);
  const retry = retryOf(objectAt(source, 'retry'));
  return {
    kind: textAt(source, 'kind'),
    reason: textAt(source, 'reason'),
    place: placeOf(source, reply),
    dialogue: markReply(textsAt(source, 'transcript'), reply),
    underlying: reply ? '' : underlyingOf(source),
    summary: textAt(remediation, 'summary'),
    ...(retry === undefined ? {} : { retry }),
    delivery: textAt(source, 'delivery'),
    notes: [],
    steps: textsAt(remediation, 'steps'),
    url: textAt(remediation, 'url'),
  };
}

/** A field of an object that may throw at anything; `undefined` then. */
export function at(source: object, key: string): unknown {
  try {
    return Reflect.get(source, key);
  } catch {
    return undefined;
  }
}

function textAt(source: object, key: string): string {
  const value = at(source, key);
  return typeof value === 'string' ? value : '';
}

function textsAt(source: object, key: string): readonly string[] {
  const value = at(source, key);
  try {
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

function numberAt(source: object, key: string): number | undefined {
  const value = at(source, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function objectAt(source: object, key: string): object {
  const value = at(source, key);
  return typeof value === 'object' && value !== null ? value : {};
}

function retryOf(retry: object): RetryAdvice | undefined {
  const safe = at(retry, 'safe');
  if (typeof safe !== 'boolean') return undefined;
  const afterMs = numberAt(retry, 'afterMs');
  return { safe, why: textAt(retry, 'why'), ...(afterMs === undefined ? {} : { afterMs }) };
}

/** The reply itself, or what an error's JSON keeps of it. */
function replyOf(source: object): Decisive | undefined {
  const reply = objectAt(source, 'reply');
  const code = numberAt(reply, 'code') ?? numberAt(source, 'responseCode');
  if (code === undefined) return undefined;
  const enhancedCode = textAt(reply, 'enhancedCode') || textAt(source, 'enhancedCode');
  const lines = textsAt(reply, 'lines');
  return {
    code,
    ...(enhancedCode === '' ? {} : { enhancedCode }),
    lines: lines.length > 0 ? lines : [textAt(source, 'replyText')],
  };
}

function placeOf(source: object, reply: Decisive | undefined): string {
  const server = objectAt(source, 'server');
  const host = textAt(server, 'host');
  const port = numberAt(server, 'port');
  const command = textAt(source, 'command');
  const phase = textAt(source, 'phase');
  return [
    host === '' ? '' : `${host}${port === undefined ? '' : `:${port}`}`,
    reply && command !== '' && command !== 'CONN' ? `in answer to ${command}` : phase && `phase ${phase}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function underlyingOf(source: object): string {
  const message = textAt(objectAt(source, 'cause'), 'message');
  const code = textAt(source, 'originalCode') || textAt(source, 'code');
  return message.includes(code) ? message : [code, message].filter(Boolean).join(': ');
}
