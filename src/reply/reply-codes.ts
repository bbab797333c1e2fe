import { permanentCodes } from './codes-permanent.js';
import { positiveCodes } from './codes-positive.js';
import { transientCodes } from './codes-transient.js';

/** Every reply code of the SMTP standards, and those that servers send without one. */
export const replyCodes = { ...positiveCodes, ...transientCodes, ...permanentCodes };
