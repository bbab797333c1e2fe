import type { ErrorLike } from '../../../src/diagnosis/diagnosis.js';

/** Errors that the rows decide of `src/diagnosis/failures-local.ts`. */
export const localExamples: Readonly<Record<string, readonly ErrorLike[]>> = {
  'local.abort': [
    { code: 'EABORT', name: 'AbortError', message: 'Message sending aborted' },
    { name: 'AbortError', code: 'ABORT_ERR', message: 'The operation was aborted' },
  ],
  'local.pool-closed': [{ code: 'ECONNECTION', message: 'Connection pool was closed' }],
  'local.recipient-limit': [
    {
      code: 'EMAXRECIPIENTS',
      command: 'API',
      message: 'Message has 9 recipients, which is over the 5 allowed by maxRecipients',
    },
  ],
  'local.envelope': [
    { code: 'EENVELOPE', command: 'API', message: 'No recipients defined' },
    { code: 'EENVELOPE', command: 'API', message: 'Invalid recipient "a b"' },
  ],
  'local.envelope-text': [{ code: 'ESENDMAIL', message: 'Can not send mail. Invalid envelope addresses.' }],
  'local.message-size': [
    { code: 'EMESSAGE', command: 'MAIL FROM', message: 'Message size larger than allowed 102400' },
  ],
  'local.message-empty': [{ code: 'EMESSAGE', command: 'API', message: 'Empty message' }],
  'local.access-denied': [{ code: 'ERR_ACCESS_DENIED', message: 'Access to this API has been restricted' }],
  'local.message-options': [
    {
      name: 'TypeError',
      message: 'Expected message.deadline to be false or a number of milliseconds of at least 1; got 0.',
    },
  ],
  'local.otp': [
    { code: 'EOTP', message: 'The otp origin must be an absolute https URL' },
    { code: 'ECONFIG', message: 'Missing SES configuration' },
    { message: 'Unsupported DKIM hash algorithm "md5"' },
  ],
  'local.content': [
    { code: 'ESTREAM', message: 'Content stream was already read or destroyed' },
    { code: 'EFILEACCESS', message: 'File access rejected for /tmp/a' },
    { code: 'EURLACCESS', message: 'Url access rejected for http://example.com' },
    { code: 'ESTREAM', originalCode: 'ENOENT', command: 'API', message: 'ENOENT: no such file' },
  ],
  'local.sendmail-missing': [{ code: 'ENOENT', message: 'spawn sendmail ENOENT' }],
  'local.file': [
    { code: 'ENOENT', message: "ENOENT: no such file or directory, open '/tmp/a.pdf'" },
    { code: 'EISDIR', message: 'EISDIR: illegal operation on a directory, read' },
  ],
  'local.token-url': [{ name: 'TypeError', code: 'EAUTH', originalCode: 'EFETCH', message: 'Invalid URL' }],
  'local.content-url': [{ name: 'TypeError', code: 'EFETCH', message: 'Invalid URL' }],
  'local.url': [
    { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL' },
    { name: 'TypeError', message: 'Invalid URL' },
  ],
  'local.port': [
    {
      name: 'RangeError',
      code: 'ERR_SOCKET_BAD_PORT',
      message: 'Port should be >= 0 and < 65536. Received type number (70000).',
    },
  ],
  'connection.ended': [
    {
      code: 'ESOCKET',
      originalCode: 'ERR_STREAM_WRITE_AFTER_END',
      command: 'CONN',
      message: 'write after end',
    },
  ],
  'local.stream': [{ code: 'ERR_STREAM_PREMATURE_CLOSE', message: 'Premature close' }],
  'local.wrapping': [{ message: 'Unexpected wrapped length' }],
  'local.plugin': [{ code: 'MODULE_NOT_FOUND', message: "Cannot find module 'socks'" }],
};
