import type { Report } from './bounce.js';

const MOST_LINES = 5000;
const MOST_RECIPIENTS = 1000;

const ADDRESS = '[^\\s<>()"\\[\\],;:@]{1,128}@[^\\s<>()"\\[\\],;:@]{1,253}';
/** Exim, Exchange, Gmail: the address alone on its line; qmail, Postfix, sendmail: in brackets, with a colon or without. */
const RECIPIENT = new RegExp(
  `^[\\s>*•-]{0,24}(?:[<"](${ADDRESS})[>"]|(${ADDRESS}))(?=:|\\s{0,9}$|\\s{0,9}<mailto:| on [A-Z][a-z]{2}, )(?::\\s{0,9})?`,
);
/** Exchange: `Bob (bob@example.com)<mailto:bob@example.com>`, and what a copy of that from a window leaves. */
const NAMED_RECIPIENT = new RegExp(`^[^<>()@]{1,128}[(<](${ADDRESS})[)>](?:<mailto:${ADDRESS}>)?\\s{0,9}$`);

/** Where the server's own words end, and the message begins that came back. */
const ENDS: readonly RegExp[] = [
  /^--- Below this line is (?:a copy|the original)/,
  /^[ -]{4,}(?:This is a copy|Original message|Message header|Unsent message)/i,
  /^-{2,} ?The (?:header|body) of the (?:original )?message/i,
  /^Your message follows\b/i,
  /^(?:Original message headers:|Message headers follow|Original headers follow|Original message follows)/i,
  /^(?:Received|Return-Path|DKIM-Signature): /i,
];

/** What qmail adds to every server's words. */
const GIVING_UP = /^(?:Giving up on |I'm not going to try again)/;

function ownLines(text: string): readonly string[] {
  const lines = text.split('\n', MOST_LINES);
  const end = lines.findIndex((line) => ENDS.some((pattern) => pattern.test(line)));
  return end === -1 ? lines : lines.slice(0, end);
}

/** A bounce without the message that came back. */
export function ownWords(text: string): string {
  return ownLines(text).join('\n');
}

/** Every address in a text. */
export function addressesIn(text: string): readonly string[] {
  return text.slice(0, 8192).match(new RegExp(ADDRESS, 'g')) ?? [];
}

/**
 * What the sentences of a bounce say of each recipient, the way Exim, qmail, Postfix, sendmail, Exchange and
 * Gmail write them: an address at the beginning of a line, and below it what its server said.
 */
export function readWorded(text: string): readonly Report[] {
  const found = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const line of ownLines(text)) {
    const short = line.slice(0, 600);
    const match = RECIPIENT.exec(short);
    const recipient = match?.[1] ?? match?.[2] ?? NAMED_RECIPIENT.exec(short)?.[1];
    if (recipient !== undefined && found.size < MOST_RECIPIENTS) {
      open = found.get(recipient.toLowerCase()) ?? [];
      if (open.length === 0) found.set(recipient.toLowerCase(), open);
      const rest = line.slice(match?.[0].length ?? line.length).trim();
      if (match && rest !== '' && !rest.startsWith('<mailto:')) open.push(rest);
      else open.push('');
    } else if (!GIVING_UP.test(line)) {
      open?.push(line.trim());
    }
  }
  return [...found].map(([recipient, said]) => ({ recipient, text: said.join('\n').trim() }));
}

const OPENINGS: readonly RegExp[] = [
  /\bThis is the qmail-send program at /,
  /\bThis message was created automatically by (?:the )?mail (?:delivery software|system)/i,
  /\bThis is the (?:mail system|Postfix program) at host /i,
  /\bDiagnostic information for administrators:|^Generating server: |#SMTP#|\bRESOLVER\.ADR\.|\d ##\s*$/m,
  /\bDelivery (?:has failed|to the following recipients?|has been delayed)\b/i,
  /\bDelivery Status Notification \((?:Failure|Delay)\)/i,
  /\b(?:message|mail) (?:wasn't|was not|could not be|couldn't be|has not been|hasn't been) delivered to\b/i,
  /-{3,} The following addresses had (?:permanent|transient|delivery)/i,
  /\bThis is the DragonFly Mail Agent\b/,
  /\bdid not reach the following recipient\(s\)/,
  /\bThe response (?:from the remote server )?was:/i,
];

/** Whether a text begins as one of the bounces does that are no delivery status notifications. */
export function isWordedBounce(text: string): boolean {
  const start = text.slice(0, 8192);
  return OPENINGS.some((pattern) => pattern.test(start));
}

const DELAY =
  /THIS IS A WARNING ONLY|\bnot (?:yet )?been delivered\b|\bDelay reason\b|Notification \(Delay\)|\b(?:will|would) (?:be retried|keep trying|continue to (?:try|be attempted))|\bdelivery has been delayed\b|\battempts will continue\b|\bremains? in the (?:mail )?queue\b|\b4-hour warning\b/i;

/** Whether the server that reports goes on trying. */
export function isDelay(text: string): boolean {
  return DELAY.test(text.slice(0, 8192));
}
