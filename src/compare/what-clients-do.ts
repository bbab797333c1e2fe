import { diagnose } from '../diagnosis/diagnose.js';
import type { DiagnoseContext } from '../diagnosis/diagnosis.js';
import { phases } from '../diagnosis/phase.js';
import { enhancedCodes } from '../reply/enhanced-codes.js';

/** What the client of a server that said this code does about it, in a sentence; `''` where the class is open. */
export function whatClientsDo(code: string, whenYouSeeIt: string): string {
  if (code === '221') return 'A client raises no error, and takes it for no delivery.';
  if (code.startsWith('x')) return '';
  if (code.startsWith('2')) return 'A client goes on.';
  if (code.startsWith('3')) return 'A client sends it.';
  const { kind, reason, disposition, retry } = diagnose(
    code.includes('.') ? `${besides(code)} ${code}` : code,
    usually(whenYouSeeIt),
  );
  const error = `A client raises ${kind}Error (${reason})`;
  if (retry.safe) return `${error} and tries again later.`;
  return disposition === 'operator-action'
    ? `${error} and does not try again before a person has mended it.`
    : `${error} and does not try again.`;
}

/** The phase of the first command that a code answers. */
function usually(whenYouSeeIt: string): DiagnoseContext {
  const command = /answer to ([A-Z]+)/.exec(whenYouSeeIt)?.[1]?.toLowerCase();
  const phase = phases.find((name) => name === command);
  return phase === undefined ? {} : { phase };
}

/** The reply code that an enhanced one is sent with most; one about the protocol, with one about the protocol. */
function besides(code: string): string {
  const entries: Readonly<Record<string, { readonly with?: readonly number[] }>> = enhancedCodes;
  const fitting = (entries[code.slice(2)]?.with ?? []).map(String).filter((basic) => basic[0] === code[0]);
  const plain = `${code[0]}50`;
  const [first = plain] = fitting;
  return fitting.includes(plain) && code[2] !== '5' ? plain : first;
}
