import type { AddressOption } from '../errors/addresses.js';
import type { AnySmtpError } from '../errors/classes.js';
import { checkAddresses, checkHashKey } from '../options/addresses.js';
import type { Confirmation } from '../options/asked.js';
import { checkFunction, checkObject, expected } from '../options/checks.js';
import type { Allowed } from './foreign-sources.js';

/** What may be seen of addresses, in Redis and on dashboards. */
export interface Disclosure {
  /** How much of recipients' addresses is kept with results and failures; the job's own data has them anyway. Default `'none'`. */
  readonly addresses?: AddressOption;
  /** The key for `'hash'`. Default: a random one for each process. */
  readonly hashKey?: string | Uint8Array;
}

/** A message whose worker stopped while it may have been on its way. */
export interface InterruptedMail {
  readonly messageId: string | undefined;
  /** The job's data: the message. */
  readonly message: object;
  /** The error that the job fails with unless the application knows better. */
  readonly error: AnySmtpError;
}

/** The options of `createMailProcessor`. */
export interface MailProcessorOptions extends Disclosure {
  /**
   * Asked what became of a message whose worker stopped half-way, so that it need not stay unknown:
   * `'delivered'` completes the job, `'not-delivered'` sends it, `'unknown'` fails it. It has half a
   * minute. A worker that lost its lock while it sends may still be sending: look for a message that
   * might be about to arrive.
   */
  readonly confirmDelivery?: (interrupted: InterruptedMail) => Promise<Confirmation>;
  /**
   * What is read for a job besides what is in it: whoever can add jobs could have any file mailed to
   * himself, and any URL called. Default: neither `files` nor `urls`; a job that names one fails.
   * What the transporter's `defaults` and plugins read is not asked about.
   */
  readonly allow?: Allowed;
}

const optionNames = ['addresses', 'hashKey', 'confirmDelivery', 'allow'];

/** @throws TypeError with a sentence that says what was expected and what came. */
export function checkProcessorOptions(options: MailProcessorOptions): void {
  checkObject('options', options, optionNames);
  checkFunction('confirmDelivery', options.confirmDelivery);
  checkAddresses('addresses', options.addresses);
  checkHashKey('hashKey', options.hashKey);
  if (options.allow !== undefined) checkAllow(options.allow);
}

function checkAllow(allow: Allowed): void {
  checkObject('allow', allow, ['files', 'urls']);
  for (const [name, value] of Object.entries(allow)) {
    if (typeof value !== 'boolean') throw expected(`allow.${name}`, 'true or false', value);
  }
}
