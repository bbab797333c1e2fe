import type { AddressOption } from '../errors/addresses.js';
import type { AnySmtpError } from '../errors/classes.js';
import { checkAddresses, checkHashKey } from '../options/addresses.js';
import type { Confirmation } from '../options/asked.js';
import { checkFunction, checkObject } from '../options/checks.js';

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
}

const optionNames = ['addresses', 'hashKey', 'confirmDelivery'];

/** @throws TypeError with a sentence that says what was expected and what came. */
export function checkProcessorOptions(options: MailProcessorOptions): void {
  checkObject('options', options, optionNames);
  checkFunction('confirmDelivery', options.confirmDelivery);
  checkAddresses('addresses', options.addresses);
  checkHashKey('hashKey', options.hashKey);
}
