import { bearerForms, type Credential, formsOf } from './secrets.js';

/** So many characters in a row of a secret are a piece of it, wherever they were cut off. */
const PIECE = 8;

/** Of letters and blanks alone: shorter ones are words, which a password may have in it and a server says. */
const WORDY_PIECE = 12;

const [NOTHING, WORDY, PLAIN, ENCODED] = [0, 1, 2, 3];

const [FIRST_BASE, SECOND_BASE] = [0x01000193, 0x5bd1e995];
const FIRST_OUT = power(FIRST_BASE, PIECE);
const SECOND_OUT = power(SECOND_BASE, PIECE);

/** A part of a canonical text that is, or is of, a secret. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly isEncoded: boolean;
}

/**
 * The forms of secrets, cut into pieces of {@link PIECE} characters that are told by their hashes: a text
 * is read once, however many secrets there are.
 */
export class Needles {
  readonly #known = new Set<string>();
  /** What is too short to have pieces, by its first characters. */
  readonly #whole = new Map<string, string[]>();
  readonly #starts = new Uint8Array(0x1_00_00);
  readonly alone = new Set<string>();
  #count = 0;
  #first = new Int32Array(1024);
  #second = new Int32Array(1024);
  #kinds = new Uint8Array(1024);

  constructor() {
    for (const form of bearerForms) this.#addPieces(form, ENCODED);
  }

  /** How many credentials there are in it. */
  get size(): number {
    return this.#known.size;
  }

  /** Adds a credential, where it is not in it yet. */
  add(credential: Credential): void {
    const { user = '', secret } = credential;
    const name = `${user}\0${secret}`;
    if (this.#known.has(name)) return;
    this.#known.add(name);
    const { plain, encoded, alone } = formsOf(credential);
    for (const form of plain) {
      if (form.length < PIECE || (form.length < WORDY_PIECE && isWordy(form))) this.#addWhole(form);
      this.#addPieces(form, PLAIN);
    }
    for (const form of encoded) {
      if (form.length < PIECE) this.#addWhole(form);
      this.#addPieces(form, ENCODED);
    }
    for (const form of alone) this.alone.add(form);
  }

  /** Finds them in a canonical text; parts may overlap. */
  find(text: string): readonly Found[] {
    return [...this.#findPieces(text), ...this.#findWhole(text)];
  }

  #findPieces(text: string): readonly Found[] {
    const found: Found[] = [];
    const [firsts, seconds, kinds] = [this.#first, this.#second, this.#kinds];
    const mask = kinds.length - 1;
    let [first, second] = [0, 0];
    let [start, end, strongest] = [0, 0, NOTHING];
    const close = () => {
      if (strongest > WORDY || end - start >= WORDY_PIECE)
        found.push({ start, end, isEncoded: strongest === ENCODED });
      strongest = NOTHING;
    };
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      const out = index < PIECE ? 0 : text.charCodeAt(index - PIECE);
      first = (Math.imul(first, FIRST_BASE) + code - Math.imul(out, FIRST_OUT)) | 0;
      second = (Math.imul(second, SECOND_BASE) + code - Math.imul(out, SECOND_OUT)) | 0;
      let slot = second & mask;
      let kind = kinds[slot] ?? NOTHING;
      while (kind !== NOTHING && (firsts[slot] !== first || seconds[slot] !== second)) {
        slot = (slot + 1) & mask;
        kind = kinds[slot] ?? NOTHING;
      }
      if (kind === NOTHING || index < PIECE - 1) continue;
      const begins = index - PIECE + 1;
      if (strongest !== NOTHING && begins > end) close();
      if (strongest === NOTHING) start = begins;
      end = index + 1;
      strongest = Math.max(strongest, kind);
    }
    if (strongest !== NOTHING) close();
    return found;
  }

  #findWhole(text: string): readonly Found[] {
    const found: Found[] = [];
    if (this.#whole.size === 0) return found;
    for (let index = 0; index + 4 <= text.length; index += 1) {
      if (this.#starts[startOf(text, index)] !== 1) continue;
      for (const form of this.#whole.get(text.slice(index, index + 4)) ?? []) {
        if (text.startsWith(form, index))
          found.push({ start: index, end: index + form.length, isEncoded: false });
      }
    }
    return found;
  }

  #addWhole(form: string): void {
    const beginning = form.slice(0, 4);
    const others = this.#whole.get(beginning) ?? [];
    if (others.includes(form)) return;
    this.#whole.set(beginning, [...others, form]);
    this.#starts[startOf(form, 0)] = 1;
  }

  #addPieces(form: string, kind: number): void {
    for (let index = 0; index + PIECE <= form.length; index += 1) {
      const piece = form.slice(index, index + PIECE);
      if (4 * this.#count > this.#kinds.length) this.#grow();
      const own = kind === PLAIN && isWordy(piece) ? WORDY : kind;
      this.#put(hash(piece, FIRST_BASE), hash(piece, SECOND_BASE), own);
    }
  }

  #put(first: number, second: number, kind: number): void {
    const mask = this.#kinds.length - 1;
    let slot = second & mask;
    while (this.#kinds[slot] !== NOTHING) {
      if (this.#first[slot] === first && this.#second[slot] === second) {
        this.#kinds[slot] = Math.max(this.#kinds[slot] ?? NOTHING, kind);
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#kinds[slot] = kind;
    this.#count += 1;
  }

  #grow(): void {
    const [first, second, kinds] = [this.#first, this.#second, this.#kinds];
    const size = 4 * kinds.length;
    this.#first = new Int32Array(size);
    this.#second = new Int32Array(size);
    this.#kinds = new Uint8Array(size);
    this.#count = 0;
    kinds.forEach((kind, slot) => {
      if (kind !== NOTHING) this.#put(first[slot] ?? 0, second[slot] ?? 0, kind);
    });
  }
}

function isWordy(text: string): boolean {
  return /^[\p{L}\p{M}\s]+$/u.test(text);
}

function hash(piece: string, base: number): number {
  let value = 0;
  for (let index = 0; index < piece.length; index += 1) {
    value = (Math.imul(value, base) + piece.charCodeAt(index)) | 0;
  }
  return value;
}

function power(base: number, exponent: number): number {
  let value = 1;
  for (let count = 0; count < exponent; count += 1) value = Math.imul(value, base);
  return value;
}

function startOf(text: string, at: number): number {
  const pairs = (text.charCodeAt(at) << 4) ^ (text.charCodeAt(at + 1) << 11);
  return (pairs ^ text.charCodeAt(at + 2) ^ (text.charCodeAt(at + 3) << 7)) & 0xffff;
}
