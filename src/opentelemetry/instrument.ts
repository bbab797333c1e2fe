import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import { recordMetrics } from './metrics.js';
import { recordSpans } from './spans.js';

/** The options of {@link instrumentMail}. */
export interface InstrumentOptions {
  /** Where spans go. Default: the global provider, also one that is registered later. */
  readonly tracerProvider?: TracerProvider;
  /** Where metrics go. Default: the global provider, as it is now. */
  readonly meterProvider?: MeterProvider;
}

const SCOPE = 'nodemailer-smtp-errors';

/**
 * Turns what every wrapped transport of this process publishes on its diagnostics channels into
 * OpenTelemetry spans and metrics. None of them holds an address or the server's own words.
 *
 * @param options Providers other than the global ones.
 * @returns A function that stops it. Spans that are open then are ended as they are.
 *
 * @example
 * ```ts
 * const stop = instrumentMail();
 * await mailer.sendMail(message); // a span `smtp.client.send`, a child of the active one
 * stop();
 * ```
 */
export function instrumentMail({
  tracerProvider = trace.getTracerProvider(),
  meterProvider = metrics.getMeterProvider(),
}: InstrumentOptions = {}): () => void {
  const stops = [recordSpans(tracerProvider.getTracer(SCOPE)), recordMetrics(meterProvider.getMeter(SCOPE))];
  return () => {
    for (const stop of stops.splice(0)) stop();
  };
}
