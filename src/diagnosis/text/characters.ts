export const BLANK = 0;
/** Ends a chunk: brackets, quotes, commas. */
export const BREAK = 1;
/** Ends a word, but may stand in a stamp: `-`, `:`, `/`, `=`. */
export const JOINT = 2;
export const WORD = 3;
/** A word by itself: Han, Kana, Hangul, Thai. */
export const SIGN = 4;
/** Ends a sentence in scripts that have no blank after it. */
export const STOP = 5;

const BREAKS = '"\'<>()[]{},;|`';
const JOINTS = '-:/=+&?!#%~*\\^$@_.';

function asciiKind(code: number): number {
  const character = String.fromCharCode(code);
  if (code <= 32 || code === 127) return BLANK;
  if (BREAKS.includes(character)) return BREAK;
  return JOINTS.includes(character) ? JOINT : WORD;
}

const ascii = Uint8Array.from({ length: 128 }, (_, code) => asciiKind(code));

/** Whether a character is a word by itself: Thai, Kana, Han, Hangul. */
function isSign(code: number): boolean {
  if (code < 0x0e00) return false;
  return (
    code <= 0x0e7f ||
    (code >= 0x3040 && code <= 0x9fff && code !== 0x30fb) ||
    (code >= 0xac00 && code <= 0xd7a3)
  );
}

/** What a character is to a text that is cut into words. */
export function kindOf(code: number): number {
  if (code < 128) return ascii[code] ?? BREAK;
  if (code === 0x3002) return STOP;
  if (code === 0xa0 || code === 0x3000 || code === 0x2028) return BLANK;
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3001 && code <= 0x303f)) return BREAK;
  if (isSign(code)) return SIGN;
  return code === 0x30fb || code >= 0xfe00 ? BREAK : WORD;
}
