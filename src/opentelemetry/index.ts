/**
 * Spans and metrics for wrapped transports: {@link instrumentMail}.
 *
 * @module nodemailer-smtp-errors/opentelemetry
 */
export { type InstrumentOptions, instrumentMail } from './instrument.js';
