import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Reply } from '../reply/reply.js';
import { truncate } from '../session/bounded.js';
import { visible } from '../session/visible.js';
import { maskAddresses } from './mask-addresses.js';

const MAX_QUOTE = 240;

/** What a message says besides the diagnosis. */
export interface MessageFacts {
  readonly reply?: Reply;
  readonly command?: string;
  /** What Nodemailer or the system said, where no reply decided. */
  readonly underlying?: string;
  /** The envelope's addresses: whatever a server makes of them is masked. */
  readonly mailboxes?: readonly string[];
}

/**
 * Words an error: what is wrong in one plain sentence, what to do first, and what the server said.
 * One line, without mailbox names.
 */
export function composeMessage(diagnosis: Diagnosis, facts: MessageFacts): string {
  const [firstStep] = diagnosis.remediation.steps;
  return [diagnosis.remediation.summary, firstStep, evidence(facts)].filter(Boolean).join(' ');
}

/** What has failed, as far as a message says it. */
type Failed = Diagnosis & { readonly reply: Reply | undefined; readonly command?: string };

/** Words an error without anybody else's words: for logs and queues where nobody asked to see the server's. */
export function quietMessage(error: Failed): string {
  const { reply, command } = error;
  return composeMessage(error, {
    ...(reply === undefined ? {} : { reply: { ...reply, text: '' } }),
    ...(command === undefined ? {} : { command }),
  });
}

function evidence({ reply, command, underlying, mailboxes = [] }: MessageFacts): string | undefined {
  if (!reply) return underlying ? `[${quote(underlying, mailboxes)}]` : undefined;
  const status = [reply.code, reply.enhancedCode].filter(Boolean).join(' ');
  const words = reply.text === '' ? '' : `: "${quote(reply.text, mailboxes)}"`;
  return `[${status}${command ? ` in answer to ${command}` : ''}${words}]`;
}

function quote(text: string, mailboxes: readonly string[]): string {
  return truncate(visible(maskAddresses(text.trim(), mailboxes)), MAX_QUOTE);
}
