import type { ErrorLike } from '../../diagnosis/diagnosis.js';
import type { Phase } from '../../diagnosis/phase.js';
import type { Reason } from '../../diagnosis/reasons.js';
import type { Reply } from '../../reply/reply.js';

/** What a step failed for, as a diagnosis takes it. */
export interface Evidence {
  readonly phase: Phase;
  readonly command?: string;
  /** The reply that refused. */
  readonly reply?: Reply;
  /** What the system said, or what Nodemailer would have said. */
  readonly error?: ErrorLike;
  /** Where it is neither: what we ourselves found. */
  readonly reason?: Reason;
}

/** A step of the check did not work. Its message is one line for that step. */
export class StepFailure extends Error {
  readonly evidence: Evidence;

  constructor(message: string, evidence: Evidence) {
    super(message);
    this.evidence = evidence;
  }
}
