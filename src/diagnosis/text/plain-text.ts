import { repairText } from './repair-text.js';

/** What a server has to say is said in the first kilobytes; the rest is not looked at. */
const MAX_LENGTH = 4096;

/** Letters that no normalisation takes apart, and what people write who do not have them. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** Whether all of it is ASCII. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/** Takes off accents and what else two writers of one word do differently; lower case is not made. */
export function withoutAccents(text: string): string {
  if (isAscii(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201b\u02bc\u0060\u00b4]/g, "'")
    .replace(/[ßŁłØøĐđıÆæŒœ]/g, (letter) => letters[letter.toLowerCase()] ?? letter);
}

/**
 * A server's text as it is read: the first 4 kB of it, wrongly decoded bytes read again, accents and typographic
 * quotes made plain.
 */
export function plainText(text: string): string {
  const start = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  return isAscii(start) ? start : withoutAccents(repairText(start)).slice(0, 2 * MAX_LENGTH);
}
