import { remediationFor } from '../diagnosis/remediations/remediation-for.js';
import type { AnySmtpError } from '../errors/classes.js';
import type { ForeignSource } from './foreign-sources.js';
import { queueError } from './queue-error.js';

const SINGULAR = { files: 'a file', urls: 'a URL' } as const;

/** The error for a job that names what its worker does not read for jobs. */
export function notAllowedError(
  { is, field, key }: ForeignSource,
  messageId: string | undefined,
): AnySmtpError {
  const remediation = {
    ...remediationFor('message.source'),
    summary: `The job's data names ${SINGULAR[is]} to be read ('${key}' in '${field}'), which this worker does not do.`,
    steps: [
      'Put the content itself into the message: Buffers are kept through the queue.',
      `Or set allow: { ${is}: true } in the worker's options, if whoever can add jobs may read all ${is} that the worker can.`,
    ],
  };
  return queueError(
    {
      kind: 'MessageUnreadable',
      reason: 'message.source',
      disposition: 'permanent',
      retry: { safe: false, why: 'The job has to be changed, or what its worker allows.' },
      remediation,
      ruleId: 'queue.not-allowed',
    },
    { phase: 'local', delivery: 'not-sent', messageId },
  );
}
