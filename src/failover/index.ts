/**
 * Several transporters as one: what one cannot send goes to the next. Begin with {@link failover}.
 *
 * @module nodemailer-smtp-errors/failover
 */
export { failover, type TransporterLike } from './failover.js';
export type { Envelope, FailoverInfo, FailoverTransport } from './info.js';
export type { FailoverOptions } from './options.js';
