import { diagnose } from '../diagnosis/diagnose.js';
import type { Diagnosis, ErrorLike } from '../diagnosis/diagnosis.js';
import type { SmtpError } from '../errors/smtp-error.js';
import type { SmtpErrorJson } from '../errors/to-json.js';
import { parseReply } from '../reply/parse-reply.js';
import { type FormatOptions, layoutFor } from './layout.js';
import { at, readFacts } from './read-facts.js';
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
  const source = asObject(error);
  return renderFacts(readFacts(isDiagnosed(source) ? source : diagnosed(source)), layoutFor(options));
}

/** Plain JavaScript may hand over anything. */
function asObject(error: unknown): object {
  return typeof error === 'object' && error !== null ? error : { message: String(error) };
}

function isDiagnosed(error: object): boolean {
  return ['kind', 'reason', 'remediation'].every((field) => at(error, field) !== undefined);
}

function diagnosed(error: object): object {
  const [response, command, code] = [at(error, 'response'), at(error, 'command'), at(error, 'code')];
  const reply = typeof response === 'string' ? parseReply(response) : undefined;
  return { ...diagnose(error), ...(reply === undefined ? {} : { reply }), command, code, cause: error };
}
