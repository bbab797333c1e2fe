import type { Remediation } from '../diagnosis.js';

/** What a person should do about a URL of the options that no parser takes; it repeats none of it. */
export const invalidUrlRemediation: Remediation = {
  id: 'config.invalid/url',
  summary: 'A URL in the options cannot be read, mostly because its user or password is not percent-encoded.',
  steps: [
    'Write user and password in the URL percent-encoded (encodeURIComponent): @ is %40, : is %3A, / is %2F, # is %23, ? is %3F, % is %25.',
    'Or use an object with host, port and auth: { user, pass } instead of a URL: nothing has to be encoded there.',
    'Check that the environment variable that holds the URL has a value in the running process.',
  ],
  audience: 'developer',
};
