import { type Attributes, type Span, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { instrumentMail } from 'nodemailer-smtp-errors/opentelemetry';

// The context manager is one for the process.
new NodeTracerProvider().register();

/** One value that was measured. */
export interface Point {
  readonly attributes: Attributes;
  /** Of a histogram how many values there were. */
  readonly value: number;
}

/** Everything that the real SDK exports. */
export interface Telemetry extends AsyncDisposable {
  /** Of the test's own spans. */
  readonly tracer: Tracer;
  /** The spans with this name, in the order in which they ended. */
  spans(name: string): readonly ReadableSpan[];
  metric(name: string): Promise<MetricData | undefined>;
  points(name: string): Promise<readonly Point[]>;
  /** All that was exported, as one text. */
  everything(): Promise<string>;
  stop(): void;
}

/** Instruments this process with in-memory exporters. */
export function collectTelemetry(): Telemetry {
  const spanExporter = new InMemorySpanExporter();
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const stop = instrumentMail({ tracerProvider, meterProvider });

  const metrics = async (): Promise<readonly MetricData[]> => {
    metricExporter.reset();
    await meterProvider.forceFlush();
    return metricExporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  };
  const metric = async (name: string) => (await metrics()).find(({ descriptor }) => descriptor.name === name);
  return {
    tracer: tracerProvider.getTracer('test'),
    spans: (name) => spanExporter.getFinishedSpans().filter((span) => span.name === name),
    metric,
    async points(name) {
      return ((await metric(name))?.dataPoints ?? []).map(({ attributes, value }) => ({
        attributes,
        value: typeof value === 'number' ? value : value.count,
      }));
    },
    async everything() {
      const spans = spanExporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({
        name,
        attributes,
        events,
        status,
      }));
      return JSON.stringify([spans, await metrics()]);
    },
    stop,
    async [Symbol.asyncDispose]() {
      stop();
      await tracerProvider.shutdown();
      await meterProvider.shutdown();
    },
  };
}

/** The spans that were made within another one, in the order in which they ended. */
export function childrenOf(parent: ReadableSpan | Span | undefined, spans: readonly ReadableSpan[]) {
  const id = parent?.spanContext().spanId;
  return spans.filter(({ parentSpanContext }) => id !== undefined && parentSpanContext?.spanId === id);
}

export const isError = ({ status }: ReadableSpan) => status.code === SpanStatusCode.ERROR;
