import { base64, fromCodes, isLatin1, latin1, utf8 } from './bytes.js';
import { canonical, fold } from './fold.js';

/** What a login consists of. */
export interface Credential {
  readonly user?: string;
  /** The password, token, key or other thing that nobody else may see. */
  readonly secret: string;
}

/** How a secret may stand in a text, each form as {@link canonical} has it. */
export interface Forms {
  readonly plain: readonly string[];
  /** In base64, with as much of what is around it as is known. */
  readonly encoded: readonly string[];
  /** Too short to be looked for inside of words. */
  readonly alone: readonly string[];
}

/** Shorter secrets are only taken out where they stand alone: `x` is in every second word. */
const SHORTEST_ANYWHERE = 4;

/** Of base64 so few characters come about by chance. */
const SHORTEST_ENCODED = 6;

/** No credential is longer, and what is longer is known by its beginning. */
const LONGEST = 16_384;

/** What every login by bearer token has in it (OAUTHBEARER, XOAUTH2), whoever's it is. */
export const bearerForms: readonly string[] = atEveryAlignment(utf8('\x01auth=Bearer ')).map(canonical);

/** What Nodemailer writes in the place of a secret when it logs a login. */
const MASK = '/* secret */';
const masks: readonly string[] = [MASK, ...atEveryAlignment(utf8(MASK))];

/** True for the line of a login whose secret is masked already. */
export function isMasked(line: string): boolean {
  return masks.some((mask) => line.includes(mask));
}

/** Every form in which a server may give a credential back. */
export function formsOf({ user, secret }: Credential): Forms {
  const spellings = spellingsOf(secret.slice(0, LONGEST));
  const plain = new Set<string>();
  const encoded = new Set<string>();
  const alone = new Set<string>();
  for (const spelling of spellings) {
    const bytes = utf8(spelling);
    const misread = fromCodes(bytes);
    // Nodemailer before 8.0.5 reads each reply so: what a server had misread as well is misread twice.
    const twice = fromCodes(utf8(misread));
    for (const form of [spelling, spelling.toUpperCase(), misread, twice]) {
      for (const text of [form, fold(form, 'join').text]) {
        if (text.length >= SHORTEST_ANYWHERE) plain.add(canonical(text));
        else if (text !== '') alone.add(canonical(text));
      }
    }
    if (spelling.length < SHORTEST_ANYWHERE) alone.add(canonical(unpadded(bytes)));
    const others = isLatin1(spelling) ? [bytes, latin1(spelling)] : [bytes];
    for (const text of others.flatMap((each) => [unpadded(each), ...atEveryAlignment(each)])) {
      if (text.length >= SHORTEST_ENCODED) encoded.add(canonical(text));
    }
    for (const answer of user === undefined ? [] : answersOf(user, spelling)) {
      encoded.add(canonical(unpadded(utf8(answer))));
    }
  }
  return { plain: [...plain], encoded: [...encoded], alone: [...alone] };
}

/** As it was given, and as servers and people have been seen to take it. */
function spellingsOf(secret: string): readonly string[] {
  // The armour of a key is no secret.
  const given = secret.replace(/-----[A-Z ]{1,40}-----/g, '');
  const trimmed = given.trim();
  const unquoted = /^(["'`])(.*)\1$/s.exec(trimmed)?.[2] ?? trimmed;
  const spellings = [given, trimmed, unquoted, unquoted.replace(/\s+/g, '')];
  return [
    ...new Set(spellings.flatMap((each) => [each, each.normalize('NFC'), each.normalize('NFD')])),
  ].filter((each) => each.trim() !== '');
}

/** What goes over the wire before base64: PLAIN (RFC 4616), XOAUTH2, and HTTP's Basic of a proxy. */
function answersOf(user: string, secret: string): readonly string[] {
  return [
    `\0${user}\0${secret}`,
    `${user}\0${user}\0${secret}`,
    `user=${user}\x01auth=Bearer ${secret}\x01\x01`,
    `${user}:${secret}`,
  ];
}

/** The characters of base64 that are this text's alone, whatever comes before and after it. */
function atEveryAlignment(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((before) => {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const text = base64(shifted);
    return text.slice(Math.ceil((8 * before) / 6), Math.floor((8 * (before + bytes.length)) / 6));
  });
}

function unpadded(bytes: Uint8Array): string {
  return base64(bytes).replace(/=+$/, '');
}
