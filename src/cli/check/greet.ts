import { hostname } from 'node:os';
import type { Reply } from '../../reply/reply.js';
import type { Dialogue } from './dialogue.js';
import { expectCode, replyInWords } from './refused.js';
import type { Found } from './step.js';

/** What a server offers in its reply to EHLO. */
export interface Offer {
  /** Keywords with their parameters: `SIZE 35882577`. */
  readonly extensions: readonly string[];
  readonly startTls: boolean;
  /** SASL mechanisms, in upper case. */
  readonly mechanisms: readonly string[];
}

/** Waits for the server's first words. */
export async function readGreeting(dialogue: Dialogue): Promise<Found<string>> {
  const about = { phase: 'greeting' } as const;
  const reply = await dialogue.read(about);
  expectCode(reply, (code) => code === 220, about);
  const text = replyInWords(reply);
  return { value: text, text, facts: { reply } };
}

/** Says hello, and learns what the server offers. */
export async function sayHello(dialogue: Dialogue): Promise<Found<Offer>> {
  const about = { phase: 'ehlo', command: 'EHLO' } as const;
  const reply = await dialogue.ask(`EHLO ${ownName()}`, about);
  expectCode(reply, (code) => code === 250, about);
  const offer = readOffer(reply);
  return {
    value: offer,
    text: offer.extensions.join(', ') || 'no extensions',
    facts: { extensions: offer.extensions },
  };
}

function readOffer({ lines }: Reply): Offer {
  const extensions = lines.slice(1).filter((line) => line !== '');
  const mechanisms = extensions
    .flatMap((line) => (/^AUTH[ =]/i.test(line) ? line.slice('AUTH '.length).split(/[\s=]+/) : []))
    .filter((name) => /^[\w-]{1,20}$/.test(name))
    .map((name) => name.toUpperCase());
  return {
    extensions,
    startTls: extensions.some((line) => /^STARTTLS\b/i.test(line)),
    mechanisms: [...new Set(mechanisms)],
  };
}

/** RFC 5321 section 4.1.4: a name that can be looked up, or an address in brackets. */
function ownName(): string {
  const name = hostname();
  return /^[\w-]+(?:\.[\w-]+)+$/.test(name) ? name : '[127.0.0.1]';
}
