import type { BouncedRecipient } from '../bounce/bounce.js';
import type { DiagnoseContext, ErrorLike } from '../diagnosis/diagnosis.js';
import type { Reason } from '../diagnosis/reasons.js';
import type { Reply } from '../reply/reply.js';

/** One thing to explain. */
export interface Item {
  /** As it was given. */
  readonly input: string;
  readonly reply?: Reply;
  /** Where there is no reply, or more than a reply. */
  readonly error?: ErrorLike;
  /** What this package had found when it wrote what was given. */
  readonly reason?: Reason;
  /** What a bounce tells of a recipient. */
  readonly bounced?: BouncedRecipient;
  /** What the input itself tells of where it comes from. */
  readonly context: DiagnoseContext;
}
