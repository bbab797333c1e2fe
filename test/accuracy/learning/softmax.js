// Softmax regression with FTRL-proximal (McMahan and others, "Ad Click Prediction", 2013): what is no help gets the
// weight nought, so that few weights are left.

/** @typedef {import('./examples.js').Example} Example */
/** @typedef {{ reasons: readonly string[], weights: ReadonlyMap<string, Float64Array> }} Model */
/** @typedef {{ z: Float64Array, n: Float64Array, w: Float64Array }} Learned */

const EPOCHS = 14;
const STEP = 0.15;
const L1 = 10;
const L2 = 0.5;
/** What is seen less often is chance. */
const LEAST_SEEN = 2;

/** @param {number} z @param {number} n */
function weightOf(z, n) {
  return Math.abs(z) <= L1 ? 0 : -(z - Math.sign(z) * L1) / ((1 + Math.sqrt(n)) / STEP + L2);
}

/** @param {Float64Array} scores in place */
function toProbabilities(scores) {
  const top = Math.max(...scores);
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) {
    const part = Math.exp((scores[k] ?? 0) - top);
    scores[k] = part;
    sum += part;
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] ?? 0) / sum;
}

/** A generator of numbers that are always the same. */
function generator() {
  let seed = 7;
  return () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
}

/** @param {readonly Example[]} examples @returns {Model} */
export function learn(examples) {
  const reasons = [...new Set(examples.map(({ reason }) => reason))].sort();
  const size = reasons.length;
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const { features } of examples) for (const name of features) seen.set(name, (seen.get(name) ?? 0) + 1);
  /** @type {Map<string, Learned>} */
  const all = new Map();
  /** @param {string} name */
  function of(name) {
    const known = all.get(name);
    if (known) return known;
    const fresh = { z: new Float64Array(size), n: new Float64Array(size), w: new Float64Array(size) };
    all.set(name, fresh);
    return fresh;
  }
  const rows = examples.map(({ features, reason, weight }) => ({
    parts: features.filter((name) => (seen.get(name) ?? 0) > LEAST_SEEN).map(of),
    right: reasons.indexOf(reason),
    weight,
  }));
  const random = generator();
  const scores = new Float64Array(size);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let last = rows.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      const [a, b] = [rows[last], rows[other]];
      if (a && b) [rows[last], rows[other]] = [b, a];
    }
    for (const { parts, right, weight } of rows) {
      scores.fill(0);
      for (const { z, n, w } of parts) {
        for (let k = 0; k < size; k += 1) {
          const value = weightOf(z[k] ?? 0, n[k] ?? 0);
          w[k] = value;
          scores[k] = (scores[k] ?? 0) + value;
        }
      }
      toProbabilities(scores);
      for (let k = 0; k < size; k += 1) {
        const slope = ((scores[k] ?? 0) - (k === right ? 1 : 0)) * weight;
        if (Math.abs(slope) < 1e-5) continue;
        for (const { z, n, w } of parts) {
          const before = n[k] ?? 0;
          const after = before + slope * slope;
          z[k] = (z[k] ?? 0) + slope - ((Math.sqrt(after) - Math.sqrt(before)) / STEP) * (w[k] ?? 0);
          n[k] = after;
        }
      }
    }
  }
  /** @type {Map<string, Float64Array>} */
  const weights = new Map();
  for (const [name, { z, n }] of all)
    weights.set(
      name,
      z.map((value, k) => weightOf(value, n[k] ?? 0)),
    );
  return { reasons, weights };
}
