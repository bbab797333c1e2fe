import { diagnose } from '../diagnosis/diagnose.js';
import type { Diagnosis, ErrorLike } from '../diagnosis/diagnosis.js';
import type { SmtpError } from '../errors/smtp-error.js';
import type { SmtpErrorJson } from '../errors/to-json.js';
import { parseReply } from '../reply/parse-reply.js';
import { type FormatOptions, layoutFor } from './layout.js';
import { readFacts } from './read-facts.js';
import { renderFacts } from './render-facts.js';

/**
 * Writes an error out for a person, in the manner of a compiler's diagnostic: the headline, the dialogue
 * with a pointer at the reply that decided, the reason in words, the steps to take and the link.
 *
 * Pure: it looks at no terminal and no environment. Text of a server's stays where it belongs: control
 * characters are made visible, and no line of it can pass for one of ours.
 *
 * @param error An error of this package, the object that its `toJSON()` gave (also read back from JSON),
 *   or a {@link Diagnosis}. Any other error is diagnosed first.
 * @param options Colour and width.
 * @returns Lines joined by line feeds, without one at the end.
 *
 * @example
 * ```ts
 * if (isSmtpError(error)) console.error(formatError(error, { color: process.stderr.isTTY }));
 * ```
 */
export function formatError(
  error: SmtpError | SmtpErrorJson | Diagnosis | ErrorLike,
  options: FormatOptions = {},
): string {
  return renderFacts(readFacts(isDiagnosed(error) ? error : diagnosed(error)), layoutFor(options));
}

function isDiagnosed(error: object): error is SmtpError | SmtpErrorJson | Diagnosis {
  return 'kind' in error && 'reason' in error && 'remediation' in error;
}

function diagnosed(error: ErrorLike): object {
  const reply = typeof error.response === 'string' ? parseReply(error.response) : undefined;
  return {
    ...diagnose(error),
    ...(reply === undefined ? {} : { reply }),
    command: error.command,
    code: error.code,
    cause: error,
  };
}
