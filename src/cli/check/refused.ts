import type { Phase } from '../../diagnosis/phase.js';
import type { Reply } from '../../reply/reply.js';
import { StepFailure } from './failure.js';

/** Throws unless a reply is one of those that were hoped for. */
export function expectCode(
  reply: Reply,
  hoped: (code: number) => boolean,
  about: { readonly phase: Phase; readonly command?: string },
): void {
  if (hoped(reply.code)) return;
  const text = replyInWords(reply);
  // A refusal speaks for itself, and so does a goodbye; anything else is no answer to the question.
  if (reply.code >= 400 || reply.code === 221) throw new StepFailure(text, { ...about, reply });
  throw new StepFailure(`an answer that does not fit: ${text}`, {
    ...about,
    reply,
    reason: 'protocol.violation',
  });
}

/** A reply in one line. */
export function replyInWords({ code, enhancedCode, text }: Reply): string {
  return [code, enhancedCode, text].filter(Boolean).join(' ');
}
