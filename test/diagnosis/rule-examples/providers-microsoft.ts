/** Replies that the rows decide of `src/diagnosis/rules/providers-microsoft.ts`. */
export const providersMicrosoftExamples: Readonly<Record<string, readonly string[]>> = {
  'microsoft.old-tls': [
    '421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.',
  ],
  'microsoft.sts': ['535 5.7.139 Authentication unsuccessful, federated STS service was unreachable.'],
  'microsoft.smtp-auth-off': [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
  ],
  'microsoft.credentials': ['535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.'],
  'microsoft.login-locked': ['535 5.7.139 Authentication unsuccessful, account is locked.'],
  'microsoft.anonymous': [
    '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
    '550 5.7.3 Requested action aborted; user not authenticated',
  ],
  'microsoft.send-as': [
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    '550 5.1.8 Access denied, bad outbound sender AS(42004)',
  ],
  'microsoft.unregistered-domain': [
    '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains.',
  ],
  'microsoft.quota': [
    '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message',
    '550 Access denied, tenant has exceeded threshold',
  ],
  'microsoft.sign-in': [
    '550 5.3.4 Requested action not taken; To continue sending messages, please sign in to your account.',
  ],
  'microsoft.outbound-quota': [
    '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Actual verdict is RefuseQuota',
  ],
  'microsoft.outbound-spam': [
    '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Actual verdict is Suspend',
  ],
  'microsoft.tenant-attribution': ['550 TenantAttribution; Relay Access Denied SMTP'],
  'microsoft.reputation': [
    '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
    '550 SC-001 Mail rejected by Outlook.com for policy reasons. (SC-001)',
  ],
  'microsoft.connection-rate': [
    '421 The mail server IP connecting to Outlook.com has exceeded the rate limit allowed (RP-001)',
  ],
  'microsoft.abuse': [
    '550 5.7.501 Service unavailable. Access denied, spam abuse detected.',
    '451 4.7.500 Server busy. Please try again later from [192.0.2.1].',
  ],
  'microsoft.message-authentication': [
    "550 5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level.",
  ],
  'microsoft.group-restricted': [
    '550 5.7.1 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
  ],
  'microsoft.recipient-unknown': [
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  ],
  'microsoft.edge-blocking': ['550 5.4.1 <a@example.com>: Recipient address rejected: Access denied.'],
  'microsoft.transport-rule': [
    '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
  ],
};
