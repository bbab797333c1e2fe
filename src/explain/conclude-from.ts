import type { DiagnoseContext, Diagnosis } from '../diagnosis/diagnosis.js';
import { type Reason, reasons } from '../diagnosis/reasons.js';
import { recogniseProvider } from '../diagnosis/recognise-provider.js';
import { remediationFor } from '../diagnosis/remediations/remediation-for.js';
import { adviseRetry } from '../diagnosis/retry-advice.js';

/** The diagnosis for a reason that is known already, so that no rule has to look for it. */
export function concludeFrom(
  reason: Reason,
  { host = '', greeting = '', mechanisms = [], provider: given }: DiagnoseContext,
  ruleId: string,
): Diagnosis {
  const { kind, disposition } = reasons[reason];
  const provider = given ?? recogniseProvider({ host, greeting });
  const settled = disposition === 'by-reply' ? 'permanent' : disposition;
  return {
    kind,
    reason,
    disposition: settled,
    retry: adviseRetry({ reason, disposition: settled, reply: undefined, uncertain: false }),
    remediation: remediationFor(reason, provider, { mechanisms }),
    ...(provider === undefined ? {} : { provider }),
    ruleId,
  };
}
