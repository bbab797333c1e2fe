const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** More arguments than this may not fit on the stack. */
const MOST_ARGUMENTS = 8192;

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A text of its own, and no slice of a longer one. */
export function copied(text: string): string {
  return decoder.decode(encoder.encode(text));
}

/** The bytes of a text in ISO 8859-1, which has to have no others: {@link isLatin1}. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether ISO 8859-1 has every character of a text. */
export function isLatin1(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}

/** A text of these character codes: UTF-16, or bytes of ISO 8859-1. */
export function fromCodes(codes: Uint16Array | Uint8Array): string {
  let text = '';
  for (let from = 0; from < codes.length; from += MOST_ARGUMENTS) {
    text += String.fromCharCode(...codes.subarray(from, from + MOST_ARGUMENTS));
  }
  return text;
}

/** Base64 of RFC 4648 section 4. */
export function base64(bytes: Uint8Array): string {
  return btoa(fromCodes(bytes));
}
