import type { Reason } from '../reasons.js';
import type { Advice } from './advice.js';
import { connectionAdvice } from './general-connection.js';
import { localAdvice } from './general-local.js';
import { loginAdvice } from './general-login.js';
import { messageAdvice } from './general-message.js';

/** What to do where the provider is unknown or has no answer of its own. */
export const generalAdvice: Readonly<Record<Reason, Advice>> = {
  ...loginAdvice,
  ...messageAdvice,
  ...connectionAdvice,
  ...localAdvice,
};
