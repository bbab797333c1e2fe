import { addressMode } from '../errors/addresses.js';
import { recipientsAs, type ShownRecipients } from '../errors/to-json.js';
import type { SentInfo } from '../nodemailer/shapes.js';
import type { Disclosure } from './options.js';

/** What a job that was delivered returns. */
export interface MailResult {
  readonly messageId?: string;
  /** By which name the server has it, where its reply said so. */
  readonly queueId?: string;
  /** How many recipients the server took; absent where only `confirmDelivery` knew of the delivery. */
  readonly accepted?: number;
  /** How many it refused. */
  readonly rejected?: number;
  /** What became of each; only with `addresses`. */
  readonly recipients?: ShownRecipients;
}

export function mailResult(info: SentInfo, { addresses, hashKey }: Disclosure): MailResult {
  const { messageId, queueId, accepted, rejected, recipients } = info;
  const policy = { mode: addressMode(addresses), hashKey };
  return {
    ...(messageId === undefined ? {} : { messageId }),
    ...(queueId === undefined ? {} : { queueId }),
    accepted: accepted?.length ?? 0,
    rejected: rejected?.length ?? 0,
    ...(policy.mode === 'none' || !recipients ? {} : { recipients: recipientsAs(recipients, policy) }),
  };
}
