import type { DiagnoseContext, ErrorLike } from '../../diagnosis/diagnosis.js';
import type { Reply } from '../../reply/reply.js';

/** One thing to explain. */
export interface Item {
  /** As it was given. */
  readonly input: string;
  readonly reply?: Reply;
  /** Where there is no reply, or more than a reply. */
  readonly error?: ErrorLike;
  /** What the input itself tells of where it comes from. */
  readonly context: DiagnoseContext;
}
