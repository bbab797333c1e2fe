/** Replies that the rows decide of `src/diagnosis/rules/policy-authenticity.ts`. */
export const policyAuthenticityExamples: Readonly<Record<string, readonly string[]>> = {
  'policy.dmarc': [
    '550 5.7.1 Email rejected per DMARC policy for example.com',
    '550 5.7.23 SPF validation failed',
    '550 5.7.20 No passing DKIM signatures found.',
    '550 [SPF] 192.0.2.1 is not allowed to send mail from example.com. Please see http://www.openspf.org/why.html',
  ],
  'protocol.helo-argument': [
    '501 5.5.4 HELO/EHLO argument is invalid.',
    '501 Syntactically invalid EHLO argument(s)',
  ],
  'policy.host-name': [
    '450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]',
    '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
    '554 rDNS Lookup Failed',
  ],
  'policy.client-host': [
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
    '554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied',
  ],
};
