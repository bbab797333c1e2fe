import { diagnose } from '../../diagnosis/diagnose.js';
import type { ReplyDescription } from '../../reply/describe-reply.js';
import { enhancedCodes } from '../../reply/enhanced-codes.js';

/** What a server says with a code, and so what its client does about it, in a sentence or two. */
export function whenToUse({ code }: ReplyDescription): string {
  if (code === '221') return 'To end a session. A client raises no error, and takes it for no delivery.';
  if (code.startsWith('x')) return 'With a fitting first number.';
  if (code.startsWith('2')) return 'For what succeeded. A client goes on.';
  if (code.startsWith('3')) return 'To ask for the rest. A client sends it.';
  const { kind, reason, disposition, retry } = diagnose(
    code.includes('.') ? `${besides(code)} ${code}` : code,
  );
  const error = `A client raises ${kind}Error (${reason})`;
  if (retry.safe) return `For what passes by itself. ${error} and tries again later.`;
  return disposition === 'operator-action'
    ? `For what a person has to mend. ${error} and does not try again before that.`
    : `For what stays refused. ${error} and does not try again.`;
}

/** A reply code that an enhanced one is sent with. */
function besides(code: string): number | string {
  const entries: Readonly<Record<string, { readonly with?: readonly number[] }>> = enhancedCodes;
  const usual = entries[code.slice(2)]?.with?.find((basic) => String(basic)[0] === code[0]);
  return usual ?? `${code[0]}50`;
}
