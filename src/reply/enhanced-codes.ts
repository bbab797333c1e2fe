import type { EnhancedCodeEntry } from './code-entries.js';
import { mailboxCodes } from './enhanced-mailbox.js';
import { messageCodes } from './enhanced-message.js';
import { securityCodes } from './enhanced-security.js';
import { systemCodes } from './enhanced-system.js';

/** The subjects of RFC 3463 section 3, by the second number. */
export const enhancedSubjects: Readonly<Record<string, string>> = {
  0: 'nothing in particular',
  1: 'address',
  2: 'mailbox',
  3: 'mail system',
  4: 'network and routing',
  5: 'protocol',
  6: 'content',
  7: 'security or policy',
};

/** IANA's registry of SMTP enhanced status codes, by subject and detail (`7.8` for x.7.8). */
export const enhancedCodes: Readonly<Record<string, EnhancedCodeEntry>> = {
  ...mailboxCodes,
  ...systemCodes,
  ...messageCodes,
  ...securityCodes,
};
