import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-proxy.ts`. */
export const proxyExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'proxy.any': [
    { code: 'EPROXY', message: 'Invalid response from proxy: 407' },
    { code: 'EPROXY', message: 'Socks module not loaded' },
  ],
  'proxy.timeout': [{ code: 'ETIMEDOUT', message: 'Proxy socket timed out' }],
};
