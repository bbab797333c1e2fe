import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-sendmail.ts`. */
export const sendmailExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'sendmail.64': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 64' }],
  'sendmail.65': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 65' }],
  'sendmail.66': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 66' }],
  'sendmail.67': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 67' }],
  'sendmail.68': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 68' }],
  'sendmail.69': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 69' }],
  'sendmail.70': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 70' }],
  'sendmail.71': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 71' }],
  'sendmail.72': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 72' }],
  'sendmail.73': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 73' }],
  'sendmail.74': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 74' }],
  'sendmail.75': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 75' }],
  'sendmail.76': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 76' }],
  'sendmail.77': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 77' }],
  'sendmail.78': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 78' }],
  'sendmail.126': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 126' }],
  'sendmail.not-found': [
    { code: 'ESENDMAIL', message: 'Sendmail command not found, process exited with code 127' },
    { code: 'ESENDMAIL', message: 'sendmail was not found' },
  ],
  'sendmail.exit': [{ code: 'ESENDMAIL', message: 'Sendmail exited with code 1' }],
  'sendmail.interrupted': [
    { code: 'ESENDMAIL', message: 'Sendmail was terminated by SIGKILL' },
    { code: 'ESENDMAIL', message: 'Sendmail exited before the message was written' },
  ],
};
