import type { ProviderAdviceTable } from './advice.js';
import { googleAndMicrosoft } from './google-and-microsoft.js';
import { hosters } from './hosters.js';
import { mailboxes } from './mailboxes.js';
import { sendingServices } from './sending-services.js';

/** What to do at a particular provider. */
export const providerAdvice: ProviderAdviceTable = {
  ...googleAndMicrosoft,
  ...mailboxes,
  ...hosters,
  ...sendingServices,
};
