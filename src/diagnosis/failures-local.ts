import type { Failure } from './failure.js';

const errors = "Nodemailer's errors.js (ERROR_CODES)";
const mime = "Nodemailer's mime-node and shared (content sources)";

/** What fails before a server is asked: the caller's abort, options, the envelope, the message's sources. */
export const localFailures: readonly Failure[] = [
  {
    id: 'local.abort',
    when: { ids: ['EABORT', 'AbortError', 'ABORT_ERR'] },
    reason: 'send.aborted',
    source: `${errors}; DOM Standard, AbortError`,
    examples: [
      {
        code: 'EABORT',
        name: 'AbortError',
        message: 'Message sending aborted',
      },
      {
        name: 'AbortError',
        code: 'ABORT_ERR',
        message: 'The operation was aborted',
      },
    ],
  },
  {
    id: 'local.pool-closed',
    when: { text: ['connection pool was closed'] },
    reason: 'send.aborted',
    source: "Nodemailer's smtp-pool: close() while messages wait",
    examples: [{ code: 'ECONNECTION', message: 'Connection pool was closed' }],
  },
  {
    id: 'local.recipient-limit',
    when: { ids: ['EMAXRECIPIENTS'] },
    reason: 'config.envelope',
    source: errors,
    examples: [
      {
        code: 'EMAXRECIPIENTS',
        command: 'API',
        message: 'Message has 9 recipients, which is over the 5 allowed by maxRecipients',
      },
    ],
  },
  {
    id: 'local.envelope',
    when: { ids: ['EENVELOPE'], commands: ['API'] },
    reason: 'config.envelope',
    source: "Nodemailer's smtp-connection: _setEnvelope",
    examples: [
      { code: 'EENVELOPE', command: 'API', message: 'No recipients defined' },
      { code: 'EENVELOPE', command: 'API', message: 'Invalid recipient "a b"' },
    ],
  },
  {
    id: 'local.envelope-text',
    when: {
      text: ['no recipients defined', 'invalid envelope addresses', 'invalid dsn', 'invalid sender "'],
    },
    reason: 'config.envelope',
    source: "Nodemailer's smtp-connection and sendmail-transport",
    examples: [
      {
        code: 'ESENDMAIL',
        message: 'Can not send mail. Invalid envelope addresses.',
      },
    ],
  },
  {
    id: 'local.message-size',
    when: { text: ['message size larger than allowed'] },
    reason: 'message.too-large',
    source: "RFC 1870 section 6.1; Nodemailer's smtp-connection",
    examples: [
      {
        code: 'EMESSAGE',
        command: 'MAIL FROM',
        message: 'Message size larger than allowed 102400',
      },
    ],
  },
  {
    id: 'local.message-empty',
    when: { ids: ['EMESSAGE'], commands: ['API'] },
    reason: 'message.source',
    source: "Nodemailer's smtp-connection: send() without a message",
    examples: [{ code: 'EMESSAGE', command: 'API', message: 'Empty message' }],
  },
  {
    id: 'local.access-denied',
    when: { ids: ['ERR_ACCESS_DENIED'] },
    reason: 'connection.denied',
    source: "Node's permission model, ERR_ACCESS_DENIED",
    examples: [
      {
        code: 'ERR_ACCESS_DENIED',
        message: 'Access to this API has been restricted',
      },
    ],
  },
  {
    id: 'local.otp',
    when: { ids: ['EOTP', 'ECONFIG'] },
    reason: 'config.invalid',
    source: errors,
    examples: [
      { code: 'EOTP', message: 'The otp origin must be an absolute https URL' },
      { code: 'ECONFIG', message: 'Missing SES configuration' },
    ],
  },
  {
    id: 'local.content',
    when: { ids: ['ESTREAM', 'EFILEACCESS', 'EURLACCESS'] },
    reason: 'message.source',
    source: mime,
    examples: [
      {
        code: 'ESTREAM',
        message: 'Content stream was already read or destroyed',
      },
      { code: 'EFILEACCESS', message: 'File access rejected for /tmp/a' },
      {
        code: 'EURLACCESS',
        message: 'Url access rejected for http://example.com',
      },
      {
        code: 'ESTREAM',
        originalCode: 'ENOENT',
        command: 'API',
        message: 'ENOENT: no such file',
      },
    ],
  },
  {
    id: 'local.sendmail-missing',
    when: { ids: ['ENOENT', 'EACCES', 'EPERM'], text: ['spawn'] },
    reason: 'config.invalid',
    source: 'Node child_process: the path of the sendmail command',
    examples: [{ code: 'ENOENT', message: 'spawn sendmail ENOENT' }],
  },
  {
    id: 'local.file',
    when: {
      ids: ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EMFILE', 'ENFILE', 'ELOOP', 'ENAMETOOLONG'],
      text: [', open', ', read', ', stat', ', lstat', ', access', 'no such file', 'illegal operation'],
    },
    reason: 'message.source',
    source: 'Node fs: an attachment or body given as a path',
    examples: [
      {
        code: 'ENOENT',
        message: "ENOENT: no such file or directory, open '/tmp/a.pdf'",
      },
      {
        code: 'EISDIR',
        message: 'EISDIR: illegal operation on a directory, read',
      },
    ],
  },
  {
    id: 'local.stream',
    when: {
      ids: ['ERR_STREAM_*', 'ERR_INVALID_URL', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_CHAR', 'HPE_*'],
    },
    reason: 'message.source',
    source: 'Node stream, url and http: a source of the message',
    examples: [
      { code: 'ERR_STREAM_PREMATURE_CLOSE', message: 'Premature close' },
      { code: 'ERR_INVALID_URL', message: 'Invalid URL' },
    ],
  },
  {
    id: 'local.dkim',
    when: { text: ['unsupported dkim hash', 'unexpected wrapped length'] },
    reason: 'config.invalid',
    source: "Nodemailer's dkim and base64",
    examples: [{ message: 'Unsupported DKIM hash algorithm "md5"' }],
  },
  {
    id: 'local.plugin',
    when: {
      ids: ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_REQUIRE_ESM'],
    },
    reason: 'config.invalid',
    source: 'Node modules: a plugin or SDK that is not installed',
    examples: [{ code: 'MODULE_NOT_FOUND', message: "Cannot find module 'socks'" }],
  },
];
