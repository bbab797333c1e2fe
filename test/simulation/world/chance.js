import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { Random } from '../../chaos/random.js';

/** @typedef {import('../../chaos/random.js').Random} Chance */

/**
 * Puts one seeded source behind everything random that a process has: `Math.random`, session ids,
 * Message-IDs, boundaries.
 *
 * @param {number} seed
 * @returns {() => void} Gives the real ones back.
 */
export function installChance(seed) {
  const random = new Random('process', seed);
  const { randomBytes, randomUUID } = crypto;
  const mathRandom = Math.random;
  Math.random = () => random.next();
  // Only what is asked for in one turn: nobody here asks for it with a callback.
  Object.assign(crypto, {
    /** @param {number} size */
    randomBytes: (size) => Buffer.from(Array.from({ length: size }, () => random.integer(0, 255))),
    randomUUID: () => `00000000-0000-4000-8000-${random.word(12)}`,
  });
  // For who imports a function of Node's by its name.
  syncBuiltinESMExports();
  return () => {
    Math.random = mathRandom;
    Object.assign(crypto, { randomBytes, randomUUID });
  };
}
