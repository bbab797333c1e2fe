/** Of a longer reply the end is read: its last line is the one that decides. */
const MAX_READ = 2000;

/** A line of an acceptance, without its codes. */
const ACCEPTED = /^25\d[ -](?:2\.\d{1,3}\.\d{1,3}[ :]{0,2})?\s{0,4}(\S.*)$/;

/** What an id is written with, and nothing of it behind: a part of one finds no message. */
const ID = String.raw`([\w~+/=@$.,-]{1,200})(?=$|[\s)\]>;"'])`;
const HEX = '[0-9a-f]';

/**
 * The forms of the acceptances that name the message, in the order in which they are tried; each with the
 * servers that it is known from.
 *
 * @see https://github.com/PHPMailer/PHPMailer/blob/master/src/SMTP.php (`smtp_transaction_id_patterns`)
 * @see https://github.com/nodemailer/nodemailer/blob/master/src/smtp-connection/server-message-id.ts
 */
const forms: readonly RegExp[] = [
  // Postfix, SendGrid, Mailjet, Brevo, NetEase, Tencent, ZoneMTA, Stalwart, MailHog; with a host before it Yandex
  form(String.raw`\bqueued (?:as|with id|on \S{1,255}(?: as)?) <?${ID}`),
  // Exim, Stalwart; IONOS, GMX, web.de
  form(String.raw`\b(?:OK|completed:) id=${ID}`),
  // Haraka
  form(String.raw`^Message Queued \(${ID}`),
  // Gmail; its second word is the time
  form(String.raw`^OK {1,2}\d{9,11} ${ID}`),
  // Exchange and Microsoft 365; what stands before it is the sender's own Message-ID
  form(String.raw`\[InternalId=(\d{1,20})(?=[\],])`),
  // Exchange without one, and Outlook.com, which replaces the Message-ID
  form(String.raw`^(?:OK )?(<[^<>\s]{1,200}@[^<>\s]{1,200}>)(?= Queued mail for delivery| \[Hostname=)`),
  // Amazon SES, and others whose ids are UUIDs
  form(`^OK (${HEX}{8,16}(?:-${HEX}{4,12}){4,6})$`),
  // Campaign Monitor
  form(String.raw`^OK:([a-z\d]{48})$`),
  // sendmail, OpenSMTPD, Proofpoint, Kerio, CommuniGate
  form(`^${ID} Message accepted for delivery`),
  // qmail, by what its log has: when, and which process
  form(String.raw`^OK (\d{9,11} qp \d{1,10})\b`),
  // IronPort
  form(String.raw`^OK: {1,2}Message (\d{1,20}) accepted`),
  // Mimecast
  form(String.raw`\bReceived OK \[${ID}`),
  // MDaemon
  form(String.raw`\bmessage saved <Message-ID: ${ID}`),
  // Ethereal, WildDuck
  form(String.raw`\bMSGID=${ID}`),
  // Alibaba Cloud
  form(`###envid=${ID}`),
  // Dovecot, by LMTP
  form(String.raw`^<[^<>\s]{1,320}> ${ID} Saved$`),
];

function form(pattern: string): RegExp {
  return new RegExp(pattern, 'i');
}

/**
 * Reads by which name a server has the message, out of its answer to the final dot: the id of its queue,
 * which its own log knows the message by.
 *
 * @param reply The whole reply, `'250 2.0.0 Ok: queued as 4Q2X5B1z2Yz9'`; of any content.
 * @returns `null` where the words do not name one in a form that is known: most words that could be an id
 *   are none.
 */
export function queueIdIn(reply: string): string | null {
  const lines = reply.slice(-MAX_READ).split(/\r?\n/);
  for (const line of lines) {
    const text = ACCEPTED.exec(line)?.[1];
    const id = text === undefined ? undefined : idIn(text.trimEnd());
    if (id !== undefined) return id;
  }
  return null;
}

function idIn(text: string): string | undefined {
  for (const pattern of forms) {
    const found = pattern.exec(text);
    const id = found?.[1]?.replace(/[.,]$/, '');
    if (found && id !== undefined && isName(id) && !isDenied(text.slice(0, found.index))) return id;
  }
  return undefined;
}

const IP = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;
const DATE = /^\d{4}([-/.])\d{2}\1\d{2}$|^\d{8}T\d{4,6}Z?$/;

/** "queued as freedom" is what Alibaba says to everybody; an address or a day names no message either. */
function isName(id: string): boolean {
  return /\d|[a-z][A-Z]/.test(id) && !IP.test(id) && !DATE.test(id);
}

/** "this was NOT queued as": what stands before it in its clause takes it back. */
function isDenied(before: string): boolean {
  const clause = before.split(/[,;:!?]|\.\s/).at(-1) ?? '';
  return /\b(?:not|cannot|never|unable)\b|n't\b/i.test(clause);
}
