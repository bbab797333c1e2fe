/** Takes a transfer encoding and a character set off a body, RFC 2045 section 6. What is damaged stays as it is. */
export function decodeBody(text: string, encoding: string, charset: string): string {
  const name = encoding.trim().toLowerCase();
  if (name === 'quoted-printable') return inCharset(quotedPrintable(text), charset);
  if (name !== 'base64') return text;
  const bytes = base64(text);
  return bytes ? inCharset(bytes, charset).replace(/\r\n?/g, '\n') : text;
}

function quotedPrintable(text: string): Uint8Array {
  const encoded = new TextEncoder().encode(text.replace(/=[ \t]{0,20}\n/g, ''));
  const bytes = new Uint8Array(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    const value = encoded[at] === 0x3d ? hex(encoded[at + 1]) * 16 + hex(encoded[at + 2]) : Number.NaN;
    bytes[length] = Number.isNaN(value) ? (encoded[at] ?? 0) : value;
    if (!Number.isNaN(value)) at += 2;
    length += 1;
  }
  return bytes.subarray(0, length);
}

function hex(code: number | undefined): number {
  return code === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(code), 16);
}

function base64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replace(/[^A-Za-z0-9+/]/g, ''));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function inCharset(bytes: Uint8Array, charset: string): string {
  const label = /^(?:|us-ascii|ascii)$/i.test(charset) ? 'utf-8' : charset;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
