import { accessExamples } from './access.js';
import { authAccountExamples } from './auth-account.js';
import { authExchangeExamples } from './auth-exchange.js';
import { codesExamples } from './codes.js';
import { enhancedExamples } from './enhanced.js';
import { fallbackTextExamples } from './fallback-text.js';
import { messageExamples } from './message.js';
import { policyExamples } from './policy.js';
import { protocolExamples } from './protocol.js';
import { providersGoogleExamples } from './providers-google.js';
import { providersMailboxExamples } from './providers-mailbox.js';
import { providersMicrosoftExamples } from './providers-microsoft.js';
import { providersSendingExamples } from './providers-sending.js';
import { rateExamples } from './rate.js';
import { recipientDisabledExamples } from './recipient-disabled.js';
import { recipientFullExamples } from './recipient-full.js';
import { recipientRejectedExamples } from './recipient-rejected.js';
import { recipientUnknownExamples } from './recipient-unknown.js';
import { senderExamples } from './sender.js';
import { serverExamples } from './server.js';
import { tlsExamples } from './tls.js';

/** For each row the replies that this row decides, each typed out. */
export const ruleExamples: Readonly<Record<string, readonly string[]>> = {
  ...accessExamples,
  ...authAccountExamples,
  ...authExchangeExamples,
  ...codesExamples,
  ...enhancedExamples,
  ...fallbackTextExamples,
  ...messageExamples,
  ...policyExamples,
  ...protocolExamples,
  ...providersGoogleExamples,
  ...providersMailboxExamples,
  ...providersMicrosoftExamples,
  ...providersSendingExamples,
  ...rateExamples,
  ...recipientDisabledExamples,
  ...recipientFullExamples,
  ...recipientRejectedExamples,
  ...recipientUnknownExamples,
  ...senderExamples,
  ...serverExamples,
  ...tlsExamples,
};
