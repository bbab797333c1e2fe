import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

const statuses = [400, 401, 403, 404, 413, 422, 429, 500, 502, 503, 504];

/** Errors that the rows decide of `src/diagnosis/failures-http.ts`. */
export const httpExamples: Readonly<Record<string, readonly ErrorLike[]>> = Object.fromEntries(
  statuses.map((status) => [`http.${status}`, [{ code: `HTTP ${status}`, message: 'no' }]]),
);
