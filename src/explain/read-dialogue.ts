import { tokenRefusalIn } from '../diagnosis/pasted/token-refusal.js';
import type { Phase } from '../diagnosis/phase.js';
import { parseReply } from '../reply/parse-reply.js';
import type { Reply } from '../reply/reply.js';
import type { Item } from './item.js';

/** A line of a dialogue. */
export interface Said {
  readonly by: 'client' | 'server';
  readonly text: string;
}

/** Nodemailer and this package write `C: ` and `S: `; swaks ` -> `, `<-  ` and `<** `, with `~` over TLS; curl `> ` and `< `. */
const CLIENT = /^\s{0,8}(?:C: |[-~=]{1,2}> ?|> (?=[A-Z]{4}))(.*)$/;
const SERVER = /^\s{0,8}(?:S: |<[-~=*]{1,2}\*? {0,2}|<{1,3} {1,2}(?=\d{3}))(.*)$/;
const COMMAND =
  /^\s{0,8}((?:EHLO|HELO|LHLO|AUTH|MAIL FROM|RCPT TO|DATA|STARTTLS|RSET|QUIT|NOOP)(?:[ :].{0,400})?)$/i;

/** A line of a dialogue, by the mark before it; a command that stands bare counts where replies do. */
export function saidIn(line: string): Said | undefined {
  const short = line.length > 9000 ? line.slice(0, 9000) : line;
  const server = SERVER.exec(short)?.[1];
  if (server !== undefined) return { by: 'server', text: server };
  const client = CLIENT.exec(short)?.[1];
  return client === undefined ? undefined : { by: 'client', text: client };
}

/** A command that somebody typed, as telnet and openssl show it. */
export function commandIn(line: string): Said | undefined {
  const text = COMMAND.exec(line.slice(0, 420))?.[1];
  return text === undefined ? undefined : { by: 'client', text };
}

interface Asked {
  readonly command: string;
  readonly line: string;
}

/** A reply of a dialogue, and what it answered. */
interface Answer {
  readonly input: string;
  readonly reply: Reply;
  readonly asked: Asked | undefined;
  readonly phase: Phase | undefined;
}

/**
 * The failures of a dialogue, each in answer to its command: commands may go out together (RFC 2920), and the reply to
 * the final dot follows the go-ahead. Where nothing failed, its last reply.
 */
export function readDialogue(dialogue: readonly Said[]): readonly Item[] {
  const answers = answersIn(dialogue);
  const failures = answers.filter(isFailure);
  const told = failures.filter(({ reply }, index) => !(reply.code === 334 && failures[index + 1]));
  const seen = new Set<string>();
  const items = (told.length > 0 ? told : answers.slice(-1)).flatMap((answer) => {
    const key = [answer.asked?.line, answer.reply.code, answer.reply.text].join('\n');
    if (seen.has(key)) return [];
    seen.add(key);
    return [toItem(answer)];
  });
  return items;
}

function isFailure({ reply, asked }: Answer): boolean {
  if (reply.code >= 400 || tokenRefusalIn(reply) !== undefined) return true;
  return reply.code === 221 && asked !== undefined && asked.command !== 'QUIT';
}

function answersIn(dialogue: readonly Said[]): readonly Answer[] {
  const answers: Answer[] = [];
  const waiting: Asked[] = [];
  let last: Asked | undefined;
  let inBody = false;
  let lines: string[] = [];
  for (const { by, text } of dialogue) {
    if (by === 'client') {
      const command = /^(?:AUTH \S{1,30}|MAIL FROM|RCPT TO|[A-Z]{4,8})(?=[\s:]|$)/i
        .exec(text)?.[0]
        .toUpperCase();
      if (inBody) continue;
      if (command !== undefined) waiting.push({ command, line: text });
      else if (last?.command.startsWith('AUTH')) waiting.push(last);
      continue;
    }
    lines.push(text);
    if (/^\d{3}-/.test(text) && lines.length < 100) continue;
    const input = lines.join('\n');
    const reply = parseReply(input);
    lines = [];
    if (!reply) continue;
    const isDot: boolean = inBody;
    last = isDot ? { command: 'DATA', line: '.' } : waiting.shift();
    inBody = !isDot && reply.code === 354;
    answers.push({ input, reply, asked: last, phase: isDot ? 'final-dot' : undefined });
  }
  return answers;
}

function toItem({ input, reply, asked, phase }: Answer): Item {
  return {
    input,
    reply,
    context: {
      ...(asked === undefined ? {} : { command: asked.command }),
      ...(phase === undefined ? {} : { phase }),
    },
  };
}
