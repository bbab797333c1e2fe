import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { ProviderId } from '../diagnosis/providers.js';
import { remediationFor } from '../diagnosis/remediations/remediation-for.js';

/** The diagnosis for a message whose final dot may have gone out and that got no answer. */
export function unknownDelivery(provider: ProviderId | undefined): Diagnosis {
  return {
    kind: 'DeliveryUnknown',
    reason: 'delivery.unknown',
    disposition: 'operator-action',
    retry: {
      safe: false,
      why: 'The server may have accepted the message already: sending it again could deliver it twice.',
    },
    remediation: remediationFor('delivery.unknown', provider),
    ...(provider === undefined ? {} : { provider }),
    ruleId: 'delivery.no-answer-after-final-dot',
  };
}
