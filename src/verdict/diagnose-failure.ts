import { diagnose } from '../diagnosis/diagnose.js';
import type { DiagnoseContext, Diagnosis, ErrorLike } from '../diagnosis/diagnosis.js';
import { outOfStepRemediation } from '../diagnosis/remediations/out-of-step.js';
import { parseReply } from '../reply/parse-reply.js';
import type { Evidence } from './evidence.js';
import type { Facts, FailureFacts, SessionFacts } from './facts.js';
import { diagnoseService } from './service.js';

/** Says what a failure means, wherever the message is. */
export function diagnoseFailure(
  failure: FailureFacts,
  { reply }: Evidence,
  context: DiagnoseContext,
  { origin, protocol, session }: Omit<Facts, 'said'>,
): Diagnosis {
  if (origin === 'source') return diagnose(asSourceError(failure), context);
  if (reply !== undefined) return diagnoseReply(reply, context);
  if (session?.outOfStep !== undefined && failure.code === 'EPROTOCOL') return outOfStep(context, session);
  const found = protocol === 'smtp' ? diagnose(failure, context) : diagnoseService(failure, context);
  const isPlugin = origin === 'local' && found.kind === 'Unclassified';
  return isPlugin ? diagnose(asConfigError(failure), context) : found;
}

/** Bytes that are no reply, and a yes that answers something else, refuse nothing: they break the protocol. */
function diagnoseReply(reply: string, context: DiagnoseContext): Diagnosis {
  const judged = diagnose(reply, context);
  const refuses = (parseReply(reply)?.code ?? 0) >= 400;
  return judged.reason === 'other' && !refuses ? diagnose({ code: 'EPROTOCOL' }, context) : judged;
}

/** What was said out of turn need not be said on the next connection. */
function outOfStep(context: DiagnoseContext, { greeting = '' }: SessionFacts): Diagnosis {
  const why = 'Replies and commands no longer belonged together: on another connection they may.';
  const violation = diagnose({ code: 'EPROTOCOL' }, context);
  // A web server says much that nothing asked for, and is none of SMTP's.
  const remediation = greeting.startsWith('220') ? outOfStepRemediation : violation.remediation;
  return {
    ...violation,
    disposition: 'transient',
    retry: { safe: true, why },
    remediation,
    ruleId: 'session.out-of-step',
  };
}

/** A source's own error says ENOENT or ECONNREFUSED, and means the file or the URL. */
function asSourceError(failure: FailureFacts): ErrorLike {
  // DKIM signs while the message is read.
  if (failure.code === 'ECONFIG' || failure.originalCode === 'ECONFIG') return asConfigError(failure);
  return { code: 'ESTREAM', command: 'API', message: failure.message };
}

/** What has no name before the first attempt is an error of a plugin. */
function asConfigError({ message }: FailureFacts): ErrorLike {
  return { code: 'ECONFIG', command: 'API', message };
}
