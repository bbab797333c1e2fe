import type { BuiltInRule } from '../rule.js';
import { accessRules } from './access.js';
import { authRules } from './auth.js';
import { authCodeRules, codeRules } from './codes.js';
import { enhancedRules } from './enhanced.js';
import { fallbackTextRules } from './fallback-text.js';
import { messageRules, sizeRules, storageRules } from './message.js';
import { policyRules } from './policy.js';
import { protocolRules } from './protocol.js';
import { mailboxProviderRules } from './providers-mailbox.js';
import { sendingProviderRules } from './providers-sending.js';
import { rateRules } from './rate.js';
import { recipientRules } from './recipient.js';
import { senderRules } from './sender.js';
import { busyRules, closingRules } from './server.js';
import { tlsRules } from './tls.js';

/**
 * All built-in rules, in the order in which they are tried: what a provider documents, what the text
 * says (the login first, for which every text means something else), what the enhanced code means by
 * the registry, what the code means in its phase, and last the code's class.
 */
export const builtInRules: readonly BuiltInRule[] = [
  ...mailboxProviderRules,
  ...sendingProviderRules,
  ...authRules,
  ...tlsRules,
  ...rateRules,
  ...authCodeRules,
  ...accessRules,
  ...protocolRules,
  ...sizeRules,
  ...storageRules,
  ...senderRules,
  ...recipientRules,
  ...policyRules,
  ...messageRules,
  ...closingRules,
  ...busyRules,
  ...enhancedRules,
  ...fallbackTextRules,
  ...codeRules,
];
