import type { RuleKind } from '../compile-rules.js';
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
import { addressSyntaxRules, protocolRules, sequenceCodeRules } from './protocol.js';
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

type Group = readonly [kind: RuleKind, rules: readonly BuiltInRule[]];

const inOrder = (): readonly Group[] => [
  ['fact', microsoftCodeRules()],
  ['fact', microsoftRules()],
  ['fact', googleRules()],
  ['fact', mailboxProviderRules()],
  ['fact', sendingProviderRules()],
  ['fact', mailboxPolicyRules()],
  ['fact', addressSyntaxRules()],
  ['text', appPasswordRules()],
  ['text', tryLaterRules()],
  ['text', accountRules()],
  ['text', refusedLoginRules()],
  ['text', exchangeRules()],
  ['text', tlsRules()],
  ['text', sizeRules()],
  ['text', rateRules()],
  ['text', volumeRules()],
  ['text', closingRules()],
  ['code', authCodeRules],
  ['text', authenticityRules()],
  ['text', accessRules()],
  ['text', mediaRules()],
  ['text', protocolRules()],
  ['text', storageRules()],
  ['text', senderAccountRules()],
  ['text', senderRules()],
  ['code', sequenceCodeRules()],
  ['text', fullMailboxRules()],
  ['text', disabledMailboxRules()],
  ['text', unknownRecipientRules()],
  ['text', notFoundRecipientRules()],
  ['text', refusingRecipientRules()],
  ['text', linkRules()],
  ['text', blockRules()],
  ['text', messageRules()],
  ['text', weakBlockRules()],
  ['text', busyRules()],
  ['text', weakClosingRules()],
  ['code', protocolCodeRules],
  ['code', enhancedRules],
  ['hint', fallbackTextRules()],
  ['code', codeRules],
];

let built: readonly BuiltInRule[] | undefined;
const kinds = new Map<BuiltInRule, RuleKind>();

/**
 * All built-in rules, in the order in which they are tried: what a provider documents, what the text
 * says (the login first, for which every text means something else), what the enhanced code means by
 * the registry, what the code means in its phase, and last the code's class.
 *
 * Built when they are asked for first: a program that only starts up needs none of them.
 */
export function builtInRules(): readonly BuiltInRule[] {
  if (built) return built;
  const groups = inOrder();
  for (const [kind, rules] of groups) {
    // Among texts there are rows of codes alone, in their place in the order.
    for (const rule of rules) kinds.set(rule, kind === 'text' && !rule.when.text ? 'code' : kind);
  }
  built = groups.flatMap(([, rules]) => rules);
  return built;
}

/** How much a rule of {@link builtInRules} knows. */
export function kindOfRule(rule: BuiltInRule): RuleKind {
  return kinds.get(rule) ?? 'text';
}
