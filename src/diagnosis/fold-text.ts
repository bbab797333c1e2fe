import { repairText } from './repair-text.js';

/** What a server has to say is said in the first kilobytes; the rest is not looked at. */
const MAX_LENGTH = 4096;

function isAddressCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || // a-z
    (code >= 48 && code <= 57) || // 0-9
    code === 45 || // -
    code === 46 || // .
    code === 95 || // _
    code === 43 || // +
    code === 61 // =
  );
}

/** Takes addresses out: `<no-spam@example.org>` says nothing about spam. */
function maskAddresses(text: string): string {
  let masked = '';
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', from)) {
    let start = at;
    while (start > from && isAddressCharacter(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && isAddressCharacter(text.charCodeAt(end))) end += 1;
    masked += `${text.slice(from, start)}@`;
    from = end;
  }
  return masked + text.slice(from);
}

/**
 * Brings text into the form in which rules compare it: lower case, white space folded, accents and
 * typographic quotes made plain, wrongly decoded bytes read again, mail addresses taken out, `USER_UNKNOWN` two
 * words, at most 4 kB.
 */
export function foldText(text: string): string {
  let folded = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what "not ASCII" means
  if (/[^\x00-\x7f]/.test(folded)) {
    folded = repairText(folded)
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[\u2018\u2019\u201b\u02bc]/g, "'")
      .replace(/[\u201c\u201d]/g, '"');
  }
  folded = folded.toLowerCase();
  if (/\s\s|[^\S ]/.test(folded)) folded = folded.replace(/\s+/g, ' ');
  if (folded.includes('@')) folded = maskAddresses(folded);
  return folded.includes('_') ? folded.replaceAll('_', ' ') : folded;
}
