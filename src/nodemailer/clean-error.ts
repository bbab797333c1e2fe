import { Buffer } from 'node:buffer';
import { isSecretName, type Scrub } from '../session/scrub.js';
import { cleanServerText } from '../session/server-text.js';
import { isError, isObject } from './recognise.js';

const MAX_DEPTH = 6;

/** An error may have a client, a socket or a whole application in it. */
const MAX_OBJECTS = 500;

/** Of a buffer that is larger nobody sees more. */
const MAX_BUFFER = 65_536;

const SECRET = '[redacted]';

/**
 * Takes secrets and control characters out of an error of Nodemailer's, in place: it becomes the
 * `cause` of ours, and the user's own logger sees it too. The objects in it are others' and stay as they
 * are: where there is a secret in one, a likeness takes its place.
 */
export function cleanError(error: Error, scrub: Scrub): void {
  new Cleaning(scrub).error(error, 0);
}

class Cleaning {
  readonly #scrub: Scrub;
  readonly #seen = new Map<object, unknown>();

  constructor(scrub: Scrub) {
    this.#scrub = scrub;
  }

  error(error: Error, depth: number): void {
    if (this.#seen.has(error)) return;
    this.#seen.set(error, error);
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(error))) {
      if (!property.writable || !('value' in property)) continue;
      const clean = this.#cleanOrDrop(key, property.value, depth);
      if (clean !== property.value) Object.defineProperty(error, key, { value: clean });
    }
    this.#stack(error);
  }

  /** What throws when it is looked at is of no use to anybody. */
  #cleanOrDrop(key: string, value: unknown, depth: number): unknown {
    try {
      return this.#clean(key, value, depth);
    } catch {
      return undefined;
    }
  }

  #clean(key: string, value: unknown, depth: number): unknown {
    if (typeof value === 'string') {
      return isSecretName(key) && value !== '' ? SECRET : cleanServerText(value, this.#scrub);
    }
    if (isError(value)) {
      if (depth < MAX_DEPTH) this.error(value, depth + 1);
      return value;
    }
    return isObject(value) ? this.#object(value, depth) : value;
  }

  #object(value: object, depth: number): unknown {
    if (this.#seen.has(value)) return this.#seen.get(value);
    if (depth >= MAX_DEPTH || this.#seen.size >= MAX_OBJECTS) return value;
    this.#seen.set(value, value);
    if (Buffer.isBuffer(value)) return this.#buffer(value);
    if (ArrayBuffer.isView(value)) return value;
    const changes: PropertyDescriptorMap = {};
    const properties = Object.getOwnPropertyDescriptors(value);
    for (const [key, property] of Object.entries(properties)) {
      if (!('value' in property) || typeof property.value === 'function') continue;
      const clean = this.#foreign(key, property.value, depth);
      if (clean !== property.value) changes[key] = { ...property, value: clean };
    }
    if (Object.keys(changes).length === 0) return value;
    const likeness: object = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
    Object.defineProperties(likeness, { ...properties, ...changes });
    this.#seen.set(value, likeness);
    return likeness;
  }

  /** A foreign object's own texts are no server's: they are only changed where there is a secret in them. */
  #foreign(key: string, value: unknown, depth: number): unknown {
    if (typeof value !== 'string' || isSecretName(key)) return this.#clean(key, value, depth + 1);
    const clean = this.#scrub(value);
    return clean === value ? value : cleanServerText(value, this.#scrub);
  }

  #buffer(value: Buffer): unknown {
    if (value.length > MAX_BUFFER) return value;
    const text = value.toString('latin1');
    const clean = this.#scrub(text);
    return clean === text ? value : Buffer.from(clean, 'latin1');
  }

  /** V8 makes `stack` an accessor in newer Nodes; there it can be set, not defined by its value. */
  #stack(error: Error): void {
    const { stack } = error;
    if (typeof stack !== 'string') return;
    const clean = cleanServerText(stack, this.#scrub);
    if (clean !== stack) error.stack = clean;
  }
}
