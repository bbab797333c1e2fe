import type { Remediation } from './diagnosis.js';
import type { Phase } from './phase.js';
import type { Reason } from './reasons.js';

/**
 * A failure for which there is no reply: what Nodemailer, Node, a mail program or an SDK reports, and
 * the reason it stands for. All conditions of `when` must hold; the first row that holds decides.
 */
export interface Failure {
  /** A stable id, `'node.ECONNREFUSED'`. */
  readonly id: string;
  readonly when: {
    /** Any of these is the error's `code`, `originalCode`, `name` or `timeoutType`; `ERR_SSL_*` is a prefix. */
    readonly ids?: readonly string[];
    /** Besides, any of these is. */
    readonly and?: readonly string[];
    /** Starts of the error's `command`. */
    readonly commands?: readonly string[];
    readonly phases?: readonly Phase[];
    /** Any of these is in the message, in lower case; where an entry is a list, all of that list. */
    readonly text?: readonly (string | readonly string[])[];
  };
  readonly reason: Reason;
  /** What to do, where it is not what the reason's other failures want. */
  readonly remediation?: Remediation;
  readonly source: string;
}
