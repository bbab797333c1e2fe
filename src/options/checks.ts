/** A {@link TypeError} in the words that every bad option gets. */
export function expected(name: string, what: string, came: unknown): TypeError {
  return new TypeError(`Expected ${name} to be ${what}; got ${describe(came)}.`);
}

/** The same of what may be a secret: a password is not shown, wherever it came. */
export function expectedSecret(name: string, what: string, came: unknown): TypeError {
  const isShort = typeof came === 'string' || typeof came === 'number';
  return isShort
    ? new TypeError(`Expected ${name} to be ${what}; got a ${typeof came}.`)
    : expected(name, what, came);
}

/** Throws where an object is none, or has a key that is not known. */
export function checkObject(
  name: string,
  value: unknown,
  known: readonly string[],
  what = 'an object',
): void {
  if (typeof value !== 'object' || value === null || kindOf(value)) throw expected(name, what, value);
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new TypeError(`Expected ${name} to have only ${known.join(', ')}; it has ${unknown.join(', ')}.`);
  }
}

/** Throws where what was given is no number from `least` to `most`. */
export function checkNumber(
  name: string,
  value: unknown,
  what: string,
  { least, most = Number.MAX_VALUE }: { readonly least: number; readonly most?: number },
): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw expected(name, what, value);
}

/** Throws where what was given is no function. */
export function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') throw expected(name, 'a function', value);
}

/** Throws where what was given is not one of the values that there are. */
export function checkOneOf(
  name: string,
  value: unknown,
  known: readonly unknown[],
  what = `one of ${known.join(', ')}`,
): void {
  if (value !== undefined && !known.includes(value)) throw expected(name, what, value);
}

/** Names a value without showing what might be a password. */
function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string') {
    if (URL.canParse(value)) return 'a URL';
    return value.length <= 20 ? JSON.stringify(value) : 'a long string';
  }
  if (typeof value === 'function') return 'a function';
  const kind = kindOf(value);
  if (kind) return kind;
  const keys = Object.keys(value).slice(0, 5);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
}

/** What an object is that has no options in it. */
function kindOf(value: object): string | undefined {
  if (Array.isArray(value)) return 'an array';
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Promise]') return 'a promise (did you forget await?)';
  return tag === '[object Map]' ? 'a Map' : undefined;
}
