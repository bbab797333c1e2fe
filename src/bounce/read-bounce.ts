import { parseReply } from '../reply/parse-reply.js';
import type { Reply } from '../reply/reply.js';
import { splitJoined } from '../reply/split-joined.js';
import type { Bounce, BounceAction, BouncedRecipient, Report } from './bounce.js';
import { type DeliveryStatus, readDeliveryStatus } from './delivery-status.js';
import { readFields } from './headers.js';
import { plainOf } from './html.js';
import { meaningOf } from './meaning.js';
import { type Message, readMessage } from './mime.js';
import { addressesIn, isDelay, isWordedBounce, ownWords, readWorded } from './worded.js';

const MOST_TEXT = 2 ** 20;
const MOST_RECIPIENTS = 1000;

/**
 * Reads a bounce: the message that a mail server sends back when it could not deliver another one.
 *
 * Delivery status notifications (RFC 3464) are read in any language; besides, what Exim, qmail, Postfix,
 * sendmail, Exchange and Gmail write where a bounce is none. Pure and bounded (the first 1 MiB counts).
 *
 * @param text the whole message as it lies in a mailbox, header and all, or its text alone
 * @returns for each recipient what was done, the server's reply and what it means; `undefined` for what is
 *   no bounce
 * @throws TypeError where it is given something else than text, a Buffer for one
 * @example
 * const bounce = readBounce(await readFile('bounce.eml', 'utf8'));
 * for (const { recipient, final, diagnosis } of bounce?.recipients ?? []) {
 *   if (final && diagnosis?.reason === 'recipient.unknown') suppress(recipient);
 * }
 * @see RFC 3464, RFC 3463, RFC 6533
 */
export function readBounce(text: string): Bounce | undefined {
  if (typeof text !== 'string') {
    throw new TypeError(`Expected readBounce to be given a bounce as text; got ${nameOf(text)}.`);
  }
  return readOnce(text.slice(0, MOST_TEXT), 0);
}

/** What it is, without showing anything of it. */
function nameOf(value: unknown): string {
  return value instanceof Uint8Array ? 'bytes' : String(value === null ? null : typeof value);
}

function readOnce(text: string, depth: number): Bounce | undefined {
  const message = readMessage(text);
  const status = statusIn(message);
  const sentences = sentencesOf(message);
  const worded = readWorded(sentences);
  const reports = status?.reports.length
    ? status.reports.map((report) => completed(report, worded))
    : isBounce(message, sentences)
      ? listed(worded, message, sentences)
      : [];
  if (reports.length === 0) return forwarded(message, depth);
  const delayed = isDelay(sentences);
  const messageId = messageIdIn(message);
  return {
    ...(status?.reportedBy ? { reportedBy: status.reportedBy } : {}),
    ...(messageId === undefined ? {} : { messageId }),
    recipients: reports.map((report) => judged(report, delayed ? 'delayed' : 'failed', status?.reportedBy)),
  };
}

function statusIn({ parts, fields }: Message): DeliveryStatus | undefined {
  const part = parts.find(
    ({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status',
  );
  if (part) return readDeliveryStatus(part.text);
  // The same without what was around it: a part that somebody has cut out, or a message that lost its boundary.
  const bare = parts.find(
    ({ type, text }) =>
      type !== 'message/disposition-notification' &&
      /^(?:Final|Original)-Recipient:/im.test(text) &&
      /^(?:Action|Reporting-MTA):/im.test(text),
  );
  if (bare) return readDeliveryStatus(bare.text);
  if (!fields.has('final-recipient')) return undefined;
  return readDeliveryStatus(
    [...fields].map(([name, value]) => `${name}: ${value.replace(/\n/g, '\n ')}`).join('\n'),
  );
}

function sentencesOf({ parts }: Message): string {
  const plain = parts.find(({ type, text }) => type === 'text/plain' && text.trim() !== '');
  if (plain) return plain.text;
  const html = parts.find(({ type }) => type === 'text/html');
  return html ? plainOf(html.text) : '';
}

/** By who sends it, or by how it begins. */
function isBounce({ fields }: Message, sentences: string): boolean {
  return (
    fields.has('x-failed-recipients') ||
    /mailer-daemon|postmaster|microsoftexchange/i.test(fields.get('from') ?? '') ||
    /^<>/.test(fields.get('return-path') ?? '') ||
    isWordedBounce(sentences)
  );
}

/** Who was not reached: those with words of their own, else whom the header names, else who is named first. */
function listed(worded: readonly Report[], { fields }: Message, sentences: string): readonly Report[] {
  const told = worded.filter(({ text }) => text !== '');
  if (told.length > 0) return told;
  const text = ownWords(sentences);
  const header = fields.get('x-failed-recipients')?.split(/[\s,]+/, MOST_RECIPIENTS) ?? [];
  const named = header.length > 0 ? header : addressesIn(text).slice(0, 1);
  const hasReason =
    parseReply(text) ?? (isWordedBounce(sentences) && /\b[45]\.\d{1,3}\.\d{1,3}\b/.test(text));
  return header.length > 0 || hasReason ? named.map((recipient) => ({ recipient, text })) : [];
}

/** A notification gives the reply, the sentences beside it what was answered. */
function completed(report: Report, worded: readonly Report[]): Report {
  const beside = worded.find(({ recipient }) => recipient === report.recipient.toLowerCase());
  if (!beside) return report;
  return report.text === ''
    ? { ...report, text: beside.text }
    : { ...report, text: `${report.text}\n\n${beside.text}` };
}

function judged(report: Report, usual: BounceAction, reportedBy = ''): BouncedRecipient {
  const { recipient, remoteHost } = report;
  const action = report.action ?? usual;
  const reply = replyIn(report.text);
  const status =
    report.status ?? reply?.enhancedCode ?? /[([# ]([245]\.\d{1,3}\.\d{1,3})\b/.exec(report.text)?.[1];
  const isFailure = action === 'failed' || action === 'delayed';
  return {
    recipient,
    action,
    final: action !== 'delayed',
    ...(status === undefined ? {} : { status }),
    ...(reply === undefined ? {} : { reply }),
    ...(remoteHost === undefined ? {} : { remoteHost }),
    ...(isFailure
      ? { diagnosis: meaningOf({ ...report, action, status, reply, host: remoteHost ?? reportedBy }) }
      : {}),
  };
}

const CODED = /^(?:<<< ?|smtp; ?|#)?(?=[245]\d\d(?:[ -]|$))/i;

/** `mx.example.com #<mx.example.com #5.1.1 smtp;550 5.1.1 User unknown> #SMTP#` */
const EXCHANGE = /\bsmtp; ?([245]\d\d[ -][^\n]{0,1000}?)(?:>? ?#SMTP#|\n|$)/i;

/** The reply that a server's words quote: lines of their own, or a part of a sentence. */
function replyIn(text: string): Reply | undefined {
  const [block = ''] = text.split('\n\n', 1);
  const lines = (CODED.test(block) ? block : text).split('\n');
  const first = lines.findIndex((line) => CODED.test(line));
  if (first === -1) return parseReply(EXCHANGE.exec(text)?.[1] ?? text);
  const reply = lines.slice(first).join('\n').replace(CODED, '').split('\n\n', 1)[0] ?? '';
  return parseReply(splitJoined(reply));
}

function messageIdIn({ parts }: Message): string | undefined {
  const original = parts.find(({ type }) =>
    /^(?:message\/(?:rfc822|global)|text\/rfc822)(?:-headers)?$/.test(type),
  );
  const id = readFields(original?.text.slice(0, 65_536) ?? '').get('message-id');
  return /<([^<>\s]{1,998})>/.exec(id ?? '')?.[1];
}

/** A bounce that somebody has passed on as an attachment. */
function forwarded({ parts }: Message, depth: number): Bounce | undefined {
  const inner = depth > 1 ? undefined : parts.find(({ type }) => type === 'message/rfc822');
  return inner && readOnce(inner.text, depth + 1);
}
