import { Readable } from 'node:stream';
import { Random } from './random.js';

/** @typedef {import('./plan.js').Send} Send */

const LARGE = 200_000;

/** @param {Send} send */
export function envelopeSender({ id }) {
  return `${id}@example.com`;
}

/** The id of the message that an address belongs to. @param {string} address */
export function idIn(address) {
  return /(?:^|\.)(\d+-\d+)@/.exec(address)?.[1];
}

/** @param {Send} send */
function textOf({ id, size }) {
  const line = `.All work and no play makes ${id} a dull boy.\n`;
  return `${line.repeat(size === 'large' ? Math.ceil(LARGE / line.length) : 3)}The end of ${id}.`;
}

/** @param {Send} send */
function attached({ id, size }) {
  return new Random('attachment', id).word(size === 'large' ? 3_000 : 300);
}

/** What Nodemailer is given. @param {Send} send @param {AbortSignal | undefined} signal */
export function messageOf(send, signal) {
  const { id, recipients, attachment } = send;
  const content = attached(send);
  return {
    from: envelopeSender(send),
    to: recipients.map(({ address }) => address),
    subject: `Chaos ${id}`,
    text: textOf(send),
    attachments:
      attachment === 'none'
        ? []
        : [
            {
              filename: 'chaos.bin',
              // A stream in pieces, which can be read only once.
              content: attachment === 'buffer' ? Buffer.from(content) : Readable.from(pieces(content)),
            },
          ],
    ...(signal === undefined ? {} : { signal }),
  };
}

/** @param {string} text */
function* pieces(text) {
  for (let start = 0; start < text.length; start += 1000) yield Buffer.from(text.slice(start, start + 1000));
}

/** Whether a message arrived with every part of it. @param {Send} send @param {Buffer} raw */
export function isWhole(send, raw) {
  const text = raw.toString('latin1');
  if (!text.includes(`The end of ${send.id}.`)) return false;
  if (send.attachment === 'none') return true;
  return text.replaceAll('\r\n', '').includes(Buffer.from(attached(send)).toString('base64'));
}
