// SMTP_URL=smtps://user:password@smtp.example.com node examples/opentelemetry.js
import { metrics, trace } from '@opentelemetry/api';
import {
  ConsoleMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { ConsoleSpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { instrumentMail } from 'nodemailer-smtp-errors/opentelemetry';

const tracerProvider = new NodeTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())],
});
tracerProvider.register();
const reader = new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() });
const meterProvider = new MeterProvider({ readers: [reader] });
metrics.setGlobalMeterProvider(meterProvider);
const stop = instrumentMail();

const mailer = wrapTransport(nodemailer.createTransport(process.env['SMTP_URL'] ?? 'smtp://localhost:25'));
await trace.getTracer('example').startActiveSpan('welcome a user', async (span) => {
  try {
    await mailer.sendMail({ from: 'app@example.com', to: 'user@example.com', subject: 'Hi', text: 'Hello' });
  } catch (error) {
    if (!isSmtpError(error)) throw error;
  } finally {
    span.end();
  }
});

stop();
await tracerProvider.shutdown();
await meterProvider.shutdown();
