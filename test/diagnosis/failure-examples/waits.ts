import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-waits.ts`. */
export const waitExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'wait.message': [
    { code: 'ETIMEDOUT', timeoutType: 'SEND_STALLED', command: 'API', message: 'The send did not get on' },
    { code: 'ETIMEDOUT', timeoutType: 'SEND_DEADLINE', command: 'API', message: 'The send took longer' },
  ],
  'wait.login': [
    { code: 'ETIMEDOUT', timeoutType: 'SEND_STALLED', command: 'AUTH', message: 'The send did not get on' },
  ],
  'wait.pace': [
    { code: 'ETIMEDOUT', timeoutType: 'SEND_STALLED', command: 'PACE', message: 'The send did not get on' },
  ],
  'wait.queue': [
    { code: 'ETIMEDOUT', timeoutType: 'SEND_DEADLINE', command: 'CONN', message: 'The send took longer' },
  ],
  'wait.server': [
    { code: 'ETIMEDOUT', timeoutType: 'SEND_STALLED', message: 'The send did not get on for 300 s' },
  ],
};
