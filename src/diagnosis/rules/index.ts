import type { BuiltInRule } from '../rule.js';
import { accessRules } from './access.js';
import { accountRules } from './auth-account.js';
import { appPasswordRules } from './auth-app-password.js';
import { exchangeRules } from './auth-exchange.js';
import { refusedLoginRules } from './auth-refused.js';
import { tryLaterRules } from './auth-try-later.js';
import { authCodeRules, codeRules, protocolCodeRules } from './codes.js';
import { enhancedRules } from './enhanced.js';
import { fallbackTextRules } from './fallback-text.js';
import { linkRules, mediaRules, messageRules } from './message.js';
import { sizeRules, storageRules } from './message-size.js';
import { blockRules, weakBlockRules } from './policy.js';
import { authenticityRules } from './policy-authenticity.js';
import { protocolRules, sequenceCodeRules } from './protocol.js';
import { googleRules } from './providers-google.js';
import { mailboxProviderRules } from './providers-mailbox.js';
import { mailboxPolicyRules } from './providers-mailbox-policy.js';
import { microsoftRules } from './providers-microsoft.js';
import { microsoftCodeRules } from './providers-microsoft-codes.js';
import { sendingProviderRules } from './providers-sending.js';
import { rateRules } from './rate.js';
import { volumeRules } from './rate-volume.js';
import { disabledMailboxRules } from './recipient-disabled.js';
import { fullMailboxRules } from './recipient-full.js';
import { notFoundRecipientRules } from './recipient-not-found.js';
import { refusingRecipientRules } from './recipient-rejected.js';
import { unknownRecipientRules } from './recipient-unknown.js';
import { senderRules } from './sender.js';
import { senderAccountRules } from './sender-account.js';
import { busyRules, closingRules, weakClosingRules } from './server.js';
import { tlsRules } from './tls.js';

const inOrder = (): readonly BuiltInRule[] => [
  ...microsoftCodeRules(),
  ...microsoftRules(),
  ...googleRules(),
  ...mailboxProviderRules(),
  ...sendingProviderRules(),
  ...mailboxPolicyRules(),
  ...appPasswordRules(),
  ...tryLaterRules(),
  ...accountRules(),
  ...refusedLoginRules(),
  ...exchangeRules(),
  ...tlsRules(),
  ...sizeRules(),
  ...rateRules(),
  ...volumeRules(),
  ...closingRules(),
  ...authCodeRules,
  ...authenticityRules(),
  ...accessRules(),
  ...mediaRules(),
  ...protocolRules(),
  ...storageRules(),
  ...senderAccountRules(),
  ...senderRules(),
  ...sequenceCodeRules(),
  ...fullMailboxRules(),
  ...disabledMailboxRules(),
  ...unknownRecipientRules(),
  ...notFoundRecipientRules(),
  ...refusingRecipientRules(),
  ...linkRules(),
  ...blockRules(),
  ...messageRules(),
  ...weakBlockRules(),
  ...busyRules(),
  ...weakClosingRules(),
  ...protocolCodeRules,
  ...enhancedRules,
  ...fallbackTextRules(),
  ...codeRules,
];

let built: readonly BuiltInRule[] | undefined;

/**
 * All built-in rules, in the order in which they are tried: what a provider documents, what the text
 * says (the login first, for which every text means something else), what the enhanced code means by
 * the registry, what the code means in its phase, and last the code's class.
 *
 * Built when they are asked for first: a program that only starts up needs none of them.
 */
export function builtInRules(): readonly BuiltInRule[] {
  built ??= inOrder();
  return built;
}
