import type { ProviderAdviceTable } from './advice.js';

/** What to do at a particular provider. */
export const providerAdvice: ProviderAdviceTable = {};
