import { accessExamples } from './access.js';
import { authAccountExamples } from './auth-account.js';
import { authAppPasswordExamples } from './auth-app-password.js';
import { authExchangeExamples } from './auth-exchange.js';
import { authRefusedExamples } from './auth-refused.js';
import { authTryLaterExamples } from './auth-try-later.js';
import { codesExamples } from './codes.js';
import { enhancedExamples } from './enhanced.js';
import { fallbackTextExamples } from './fallback-text.js';
import { messageExamples } from './message.js';
import { messageSizeExamples } from './message-size.js';
import { policyExamples } from './policy.js';
import { policyAuthenticityExamples } from './policy-authenticity.js';
import { protocolExamples } from './protocol.js';
import { providersGoogleExamples } from './providers-google.js';
import { providersMailboxExamples } from './providers-mailbox.js';
import { providersMailboxPolicyExamples } from './providers-mailbox-policy.js';
import { providersMicrosoftExamples } from './providers-microsoft.js';
import { providersMicrosoftCodesExamples } from './providers-microsoft-codes.js';
import { providersSendingExamples } from './providers-sending.js';
import { rateExamples } from './rate.js';
import { rateVolumeExamples } from './rate-volume.js';
import { recipientDisabledExamples } from './recipient-disabled.js';
import { recipientFullExamples } from './recipient-full.js';
import { recipientNotFoundExamples } from './recipient-not-found.js';
import { recipientRejectedExamples } from './recipient-rejected.js';
import { recipientUnknownExamples } from './recipient-unknown.js';
import { senderExamples } from './sender.js';
import { senderAccountExamples } from './sender-account.js';
import { serverExamples } from './server.js';
import { tlsExamples } from './tls.js';

/** For each row the replies that this row decides, each typed out. */
export const ruleExamples: Readonly<Record<string, readonly string[]>> = {
  ...accessExamples,
  ...authAppPasswordExamples,
  ...authTryLaterExamples,
  ...authAccountExamples,
  ...authRefusedExamples,
  ...authExchangeExamples,
  ...codesExamples,
  ...enhancedExamples,
  ...fallbackTextExamples,
  ...messageSizeExamples,
  ...messageExamples,
  ...policyAuthenticityExamples,
  ...policyExamples,
  ...protocolExamples,
  ...providersGoogleExamples,
  ...providersMailboxExamples,
  ...providersMicrosoftCodesExamples,
  ...providersMicrosoftExamples,
  ...providersMailboxPolicyExamples,
  ...providersSendingExamples,
  ...rateVolumeExamples,
  ...rateExamples,
  ...recipientDisabledExamples,
  ...recipientFullExamples,
  ...recipientRejectedExamples,
  ...recipientNotFoundExamples,
  ...recipientUnknownExamples,
  ...senderAccountExamples,
  ...senderExamples,
  ...serverExamples,
  ...tlsExamples,
};
