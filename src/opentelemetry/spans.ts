import { tracingChannel } from 'node:diagnostics_channel';
import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { type AttemptMessage, channelNames, type SendMessage } from '../channels/channels.js';
import { countsOf, type Facts, outcomeOf } from '../log/fields.js';
import { ActiveContext } from './active-context.js';
import { spanAttributes } from './attributes.js';
import { exceptionOf } from './exception.js';
import { onTrace } from './subscribe.js';

/** The names of the spans: those of the log records about the same things. */
export const spanNames = { send: 'smtp.client.send', attempt: 'smtp.client.attempt' } as const;

/**
 * Makes a span of each send, and of each attempt within it. A send's parent is what was active when
 * `sendMail` was called; an attempt's parent is its send, in whatever context it is made: a pool and
 * the login guard start it when there is room for it.
 *
 * @returns A function that stops it.
 */
export function recordSpans(tracer: Tracer): () => void {
  const sends = tracingChannel<Context, SendMessage>(channelNames.send);
  const attempts = tracingChannel<Context, AttemptMessage>(channelNames.attempt);
  const activeContext = new ActiveContext();
  const open = new Map<object, Span>();

  const beginSend = (message: SendMessage): Context => {
    const parent = context.active();
    const attributes = spanAttributes(begun(message));
    const span = tracer.startSpan(spanNames.send, { kind: SpanKind.CLIENT, attributes }, parent);
    open.set(message, span);
    return trace.setSpan(parent, span);
  };
  const beginAttempt = (message: AttemptMessage): Context => {
    const active = context.active();
    const sendSpan = open.get(message.send);
    if (!sendSpan) return active;
    const attributes = spanAttributes({ ...begun(message.send), attempt: message.attempt });
    const span = tracer.startSpan(spanNames.attempt, { attributes }, trace.setSpan(active, sendSpan));
    open.set(message, span);
    return trace.setSpan(active, span);
  };
  const end = (message: object, facts: Facts): void => {
    const span = open.get(message);
    if (!span) return;
    open.delete(message);
    span.setAttributes(spanAttributes(facts));
    const { error } = facts;
    if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: error.remediation.summary });
    span.end();
  };

  // Called once for each message, before anybody is told of it.
  sends.start.bindStore(activeContext, beginSend);
  attempts.start.bindStore(activeContext, beginAttempt);
  const stops = [
    onTrace(sends, {
      end: (message) => {
        // An attempt's failure is that of its send, or was made good: it is told of here, once.
        if (message.error) open.get(message)?.recordException(exceptionOf(message.error));
        end(message, ended(message));
      },
    }),
    onTrace(attempts, { end: (message) => end(message, { error: message.error }) }),
  ];
  return () => {
    sends.start.unbindStore(activeContext);
    attempts.start.unbindStore(activeContext);
    for (const stop of stops) stop();
    for (const span of open.values()) span.end();
    open.clear();
  };
}

/** What is known of a send when it begins, and told by its attempts as well. */
function begun({ server, protocol, messageId }: SendMessage): Facts {
  return { server, protocol, messageId };
}

/** What is known when it has ended, and told by its own span alone. */
function ended({ to, attempts, recipients, queueId, error }: SendMessage): Facts {
  return { outcome: outcomeOf(error), to, attempts, ...(recipients && countsOf(recipients)), queueId, error };
}
