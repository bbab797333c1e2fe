/** What mail servers write replies in besides UTF-8, by the names of the Encoding Standard. */
const legacyEncodings = ['gbk', 'windows-1251', 'koi8-r', 'shift_jis'];

interface Decoder {
  readonly decode: (bytes: Uint8Array) => string;
}

const decoders = new Map<string, Decoder | undefined>();

function decoderFor(encoding: string): Decoder | undefined {
  if (!decoders.has(encoding)) {
    let decoder: Decoder | undefined;
    try {
      decoder = new TextDecoder(encoding, { fatal: true });
    } catch {
      // This runtime does not know the encoding: then its texts stay unread.
    }
    decoders.set(encoding, decoder);
  }
  return decoders.get(encoding);
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return decoderFor(encoding)?.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Words of other scripts come as runs of such bytes; an accent stands alone among letters. */
function isInRuns(bytes: Uint8Array): boolean {
  let high = 0;
  let joined = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) < 128) continue;
    high += 1;
    if ((bytes[index - 1] ?? 0) >= 128 || (bytes[index + 1] ?? 0) >= 128) joined += 1;
  }
  return joined * 2 >= high;
}

/**
 * Reads text whose bytes were taken for Latin-1, as Nodemailer leaves what is not UTF-8: as UTF-8, or
 * else in every encoding that it may be in, one after the other. Rules find their words in the right
 * one; the others hold none.
 */
export function repairText(text: string): string {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 255) return text;
    bytes[index] = code;
  }
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== undefined) return utf8;
  if (!isInRuns(bytes)) return text;
  const readings = legacyEncodings.map((encoding) => decode(bytes, encoding));
  return [text, ...readings.filter((reading) => reading !== undefined)].join(' ');
}
