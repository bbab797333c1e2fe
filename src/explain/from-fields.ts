import type { DiagnoseContext, ErrorLike, RetryAdvice } from '../diagnosis/diagnosis.js';
import { isProviderId } from '../diagnosis/marks.js';
import { isKnownId } from '../diagnosis/match-failure.js';
import { phases } from '../diagnosis/phase.js';
import { type Reason, reasons } from '../diagnosis/reasons.js';
import { parseReply } from '../reply/parse-reply.js';
import type { Reply } from '../reply/reply.js';
import type { Item } from './item.js';

/** A field of something that may be no object at all. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function first(source: object, ...keys: readonly string[]): unknown {
  return keys.map((key) => at(source, key)).find((value) => value !== undefined && value !== null);
}

/** Whether an object is an error, or a record of one: Nodemailer's, this package's, or as loggers write them. */
export function isErrorLike(value: object): boolean {
  const code = at(value, 'code');
  return (
    typeof at(value, 'response') === 'string' ||
    typeof at(value, 'responseCode') === 'number' ||
    (typeof code === 'string' && isKnownId(code)) ||
    reasonIn(value) !== undefined ||
    (typeof at(value, 'stack') === 'string' && typeof at(value, 'message') === 'string')
  );
}

/** The reason that this package has found itself, in an error's JSON or in a log record. */
function reasonIn(source: object): Reason | undefined {
  const name = first(source, 'reason', 'error.type');
  return isReason(name) && (at(source, 'kind') ?? at(source, 'smtp.error.kind')) === reasons[name].kind
    ? name
    : undefined;
}

/** Whether a name is one of the reasons. */
export function isReason(name: unknown): name is Reason {
  return typeof name === 'string' && Object.hasOwn(reasons, name);
}

/** What an error or a record says on trying again, as it was found when the send failed. */
export function recordedRetry(error: ErrorLike | undefined): RetryAdvice | undefined {
  const retry = at(error, 'retry');
  const safe = at(retry, 'safe') ?? at(error, 'smtp.retry.safe');
  const why = at(retry, 'why') ?? at(error, 'smtp.retry.why');
  const afterMs = at(retry, 'afterMs') ?? at(error, 'smtp.retry.after_ms');
  if (typeof safe !== 'boolean' || typeof why !== 'string') return undefined;
  return { safe, why, ...(typeof afterMs === 'number' ? { afterMs } : {}) };
}

/** What there is to explain about an object that {@link isErrorLike}. */
export function fromFields(input: string, error: object): Item {
  const reply = replyOf(error);
  const phase = first(error, 'phase', 'smtp.phase');
  const command = first(error, 'command', 'smtp.command');
  const host = at(at(error, 'server'), 'host') ?? at(error, 'server.address');
  const provider = first(error, 'provider', 'smtp.provider');
  const known = phases.find((name) => name === phase);
  const reason = reasonIn(error);
  const context: DiagnoseContext = {
    ...(known === undefined ? {} : { phase: known }),
    ...(typeof command === 'string' ? { command } : {}),
    ...(typeof host === 'string' ? { host } : {}),
    ...(typeof provider === 'string' && isProviderId(provider) ? { provider } : {}),
  };
  return {
    input,
    ...(reply === undefined ? {} : { reply }),
    ...(reason === undefined ? {} : { reason }),
    error: withMessage(error),
    context,
  };
}

function withMessage(error: object): ErrorLike {
  const message = first(error, 'message', 'exception.message', 'msg');
  return { ...error, message: typeof message === 'string' ? message : '' };
}

function replyOf(error: object): Reply | undefined {
  const response = at(error, 'response');
  if (typeof response === 'string' && response !== '') return parseReply(response);
  const code = first(error, 'responseCode', 'smtp.response.status_code');
  const text = first(error, 'replyText', 'smtp.response.text') ?? '';
  const message = first(error, 'message', 'exception.message');
  const inMessage = typeof message === 'string' ? parseReply(message) : undefined;
  if (typeof code === 'number' && typeof text === 'string' && (text !== '' || inMessage?.code !== code)) {
    const enhanced = first(error, 'enhancedCode', 'smtp.response.enhanced_code');
    return parseReply(`${code} ${typeof enhanced === 'string' ? `${enhanced} ` : ''}${text}`);
  }
  return code === undefined || inMessage?.code === code ? inMessage : undefined;
}
