import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-machine.ts`. */
export const machineExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'machine.local-address': [
    { code: 'ESOCKET', originalCode: 'EADDRNOTAVAIL', message: 'bind EADDRNOTAVAIL 192.0.2.9' },
  ],
  'machine.ports': [
    { code: 'ESOCKET', originalCode: 'EADDRNOTAVAIL', message: 'connect EADDRNOTAVAIL 192.0.2.1:25' },
  ],
  'machine.resources': [
    { code: 'ESOCKET', originalCode: 'EMFILE', message: 'connect EMFILE 192.0.2.1:25' },
    { code: 'EDNS', originalCode: 'EMFILE', command: 'CONN', message: 'getaddrinfo EMFILE' },
    { code: 'EDNS', originalCode: 'EAI_MEMORY', message: 'getaddrinfo EAI_MEMORY smtp.example.com' },
    { code: 'ESTREAM', originalCode: 'EMFILE', message: "EMFILE: too many open files, open '/srv/a.pdf'" },
    { code: 'EAGAIN', message: 'spawn sendmail EAGAIN' },
  ],
};
