import { Readable } from 'node:stream';

/** What a message carries. @typedef {'text' | 'buffer' | 'stream' | 'slow stream' | 'failing stream' | 'hanging stream'} Content */

/** @typedef {{ readonly id: string, readonly recipients: readonly string[], readonly content: Content }} Letter */

/** Who else gets a message: somebody whom the server does not know, or does not take the first time. @typedef {'nobody' | 'gone' | 'later'} Also */

/** @param {string} id @param {number} count @param {Content} content @param {Also} also @returns {Letter} */
export function letter(id, count, content, also) {
  const recipients = Array.from({ length: count }, (_, index) => `r${index + 1}.${id}@rcpt.example`);
  return {
    id,
    recipients: also === 'nobody' ? recipients : [...recipients, `${also}.${id}@rcpt.example`],
    content,
  };
}

/** What Nodemailer is given. @param {Letter} sent @param {NodeJS.ReadableStream} [shared] A stream that another message has as well. */
export function messageOf({ id, recipients, content }, shared) {
  const attached = shared ?? attachmentOf(id, content);
  return {
    from: `${id}@sender.example`,
    to: [...recipients],
    subject: `Simulated ${id}`,
    text: `.Dear reader of ${id},\n..\nThe end of ${id}.`,
    ...(attached === undefined
      ? {}
      : {
          attachments: [
            { filename: 'a.txt', content: attached, contentTransferEncoding: /** @type {const} */ ('7bit') },
          ],
        }),
  };
}

/** Whether a message arrived with every part of it. @param {Letter} sent @param {string} text @param {boolean} shares Whether its stream is one of several messages'. */
export function isWhole({ id, content }, text, shares = false) {
  if (!text.includes(`\r\n\r\n.Dear reader of ${id},\r\n..\r\nThe end of ${id}.\r\n`)) return false;
  if (!shares && content === 'text') return true;
  // Nodemailer chooses the encoding: quoted-printable, or base64.
  const lines = linesOf(shares ? 'shared' : id);
  const joined = text.replaceAll('=\r\n', '');
  if (lines.every((line) => joined.includes(line))) return true;
  return text.replaceAll('\r\n', '').includes(Buffer.from(lines.join('\n')).toString('base64').slice(0, -4));
}

/** A stream for several messages. */
export function sharedStream() {
  return Readable.from(slowly(linesOf('shared')));
}

/** @param {string} id */
function linesOf(id) {
  return Array.from({ length: 12 }, (_, index) => `line ${index + 1} of what is attached to ${id}`);
}

/** @param {string} id @param {Content} content */
function attachmentOf(id, content) {
  const lines = linesOf(id);
  switch (content) {
    case 'text':
      return undefined;
    case 'buffer':
      return Buffer.from(lines.join('\n'));
    case 'stream':
      return Readable.from(
        lines.map((line) => `${line}\n`),
        { objectMode: false },
      );
    case 'slow stream':
      return Readable.from(slowly(lines), { objectMode: false });
    case 'failing stream':
      return Readable.from(failing(lines), { objectMode: false });
    default:
      return new Readable({ read: () => undefined });
  }
}

/** @param {readonly string[]} lines */
async function* slowly(lines) {
  for (const line of lines) {
    await new Promise((resolve) => setTimeout(resolve, 7));
    yield `${line}\n`;
  }
}

/** @param {readonly string[]} lines */
async function* failing(lines) {
  yield* slowly(lines.slice(0, 5));
  throw new Error('The disk is gone');
}
