import type { Exception } from '@opentelemetry/api';
import type { AnySmtpError } from '../errors/classes.js';

/**
 * What is recorded of an error. Its own message, with which its stack begins, quotes the server; this
 * has our own words and the stack's frames.
 */
export function exceptionOf({ name, remediation, stack = '' }: AnySmtpError): Exception {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return {
    name,
    message: remediation.summary,
    stack: [`${name}: ${remediation.summary}`, ...frames].join('\n'),
  };
}
