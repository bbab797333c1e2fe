import type { Failure } from './failure.js';
import { invalidUrlRemediation } from './remediations/invalid-url.js';

const errors = "Nodemailer's errors.js (ERROR_CODES)";
const mime = "Nodemailer's mime-node and shared (content sources)";

/** What fails before a server is asked: the caller's abort, options, the envelope, the message's sources. */
export const localFailures: readonly Failure[] = [
  {
    id: 'local.abort',
    when: { ids: ['EABORT', 'AbortError', 'ABORT_ERR'] },
    reason: 'send.aborted',
    source: `${errors}; DOM Standard, AbortError`,
  },
  {
    id: 'local.pool-closed',
    when: { text: ['connection pool was closed'] },
    reason: 'send.aborted',
    source: "Nodemailer's smtp-pool: close() while messages wait",
  },
  {
    id: 'local.recipient-limit',
    when: { ids: ['EMAXRECIPIENTS'] },
    reason: 'config.envelope',
    source: errors,
  },
  {
    id: 'local.envelope',
    when: { ids: ['EENVELOPE'], commands: ['API'] },
    reason: 'config.envelope',
    source: "Nodemailer's smtp-connection: _setEnvelope",
  },
  {
    id: 'local.envelope-text',
    when: {
      text: ['no recipients defined', 'invalid envelope addresses', 'invalid dsn', 'invalid sender "'],
    },
    reason: 'config.envelope',
    source: "Nodemailer's smtp-connection and sendmail-transport",
  },
  {
    id: 'local.message-size',
    when: { text: ['message size larger than allowed'] },
    reason: 'message.too-large',
    source: "RFC 1870 section 6.1; Nodemailer's smtp-connection",
  },
  {
    id: 'local.message-empty',
    when: { ids: ['EMESSAGE'], commands: ['API'] },
    reason: 'message.source',
    source: "Nodemailer's smtp-connection: send() without a message",
  },
  {
    id: 'local.access-denied',
    when: { ids: ['ERR_ACCESS_DENIED'] },
    reason: 'connection.denied',
    source: "Node's permission model, ERR_ACCESS_DENIED",
  },
  {
    id: 'local.message-options',
    when: { ids: ['TypeError'], text: ['expected message.'] },
    reason: 'config.invalid',
    source: 'What a message says of retry and deadline, checked as the options of wrapTransport are',
  },
  {
    id: 'local.otp',
    when: { ids: ['EOTP', 'ECONFIG'] },
    reason: 'config.invalid',
    source: errors,
  },
  {
    id: 'local.content',
    when: { ids: ['ESTREAM', 'EFILEACCESS', 'EURLACCESS'] },
    reason: 'message.source',
    source: mime,
  },
  {
    id: 'local.sendmail-missing',
    when: { ids: ['ENOENT', 'EACCES', 'EPERM'], text: ['spawn'] },
    reason: 'config.invalid',
    source: 'Node child_process: the path of the sendmail command',
  },
  {
    id: 'local.file',
    when: {
      ids: ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'],
      text: [', open', ', read', ', stat', ', lstat', ', access', 'no such file', 'illegal operation'],
    },
    reason: 'message.source',
    source: 'Node fs: an attachment or body given as a path',
  },
  {
    id: 'local.token-url',
    when: { ids: ['EFETCH'], and: ['EAUTH'], text: ['invalid url'] },
    reason: 'config.invalid',
    source: "Nodemailer's fetch, called by xoauth2: the option accessUrl",
  },
  {
    id: 'local.content-url',
    when: { ids: ['EFETCH'], text: ['invalid url'] },
    reason: 'message.source',
    source: "Nodemailer's fetch: content of the message from a URL",
  },
  {
    id: 'local.url',
    when: { ids: ['ERR_INVALID_URL', 'TypeError'], text: ['invalid url'] },
    reason: 'config.invalid',
    remediation: invalidUrlRemediation,
    source: 'WHATWG URL; RFC 3986 section 3.2.1: the URL given to createTransport',
  },
  {
    id: 'local.port',
    when: { ids: ['ERR_SOCKET_BAD_PORT'] },
    reason: 'config.invalid',
    source: 'Node.js errors: ERR_SOCKET_BAD_PORT',
  },
  {
    // Over a source of the message Nodemailer writes no ESOCKET: this is the connection's own stream.
    id: 'connection.ended',
    when: { ids: ['ERR_STREAM_*'], and: ['ESOCKET'] },
    reason: 'connection.lost',
    source: "Node stream: a socket of getSocket's that its server has ended, where net.Socket says EPIPE",
  },
  {
    id: 'local.stream',
    when: {
      ids: ['ERR_STREAM_*', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_CHAR', 'HPE_*'],
    },
    reason: 'message.source',
    source: 'Node stream, url and http: a source of the message',
  },
  {
    id: 'local.wrapping',
    when: { text: ['unexpected wrapped length'] },
    reason: 'config.invalid',
    source: "Nodemailer's base64",
  },
  {
    id: 'local.plugin',
    when: {
      ids: ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_REQUIRE_ESM'],
    },
    reason: 'config.invalid',
    source: 'Node modules: a plugin or SDK that is not installed',
  },
];
