import type { BuiltInRule } from '../rule.js';
import { accessRules } from './access.js';
import { authRules } from './auth.js';
import { authCodeRules, codeRules, protocolCodeRules } from './codes.js';
import { enhancedRules } from './enhanced.js';
import { fallbackTextRules } from './fallback-text.js';
import { mediaRules, messageRules, sizeRules, storageRules } from './message.js';
import { authenticityRules, blockRules } from './policy.js';
import { protocolRules } from './protocol.js';
import { mailboxProviderRules } from './providers-mailbox.js';
import { sendingProviderRules } from './providers-sending.js';
import { rateRules } from './rate.js';
import { recipientRules } from './recipient.js';
import { senderRules } from './sender.js';
import { busyRules, closingRules, weakClosingRules } from './server.js';
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
  ...sizeRules,
  ...rateRules,
  ...closingRules,
  ...authCodeRules,
  ...authenticityRules,
  ...accessRules,
  ...mediaRules,
  ...protocolRules,
  ...storageRules,
  ...senderRules,
  ...recipientRules,
  ...blockRules,
  ...messageRules,
  ...busyRules,
  ...weakClosingRules,
  ...protocolCodeRules,
  ...enhancedRules,
  ...fallbackTextRules,
  ...codeRules,
];
