/** @typedef {import('./versions.js').Version} Version */
/** @typedef {{ readonly nodemailer: Version, readonly node: Version }} Combination */
/** @typedef {{ readonly nodemailer: readonly string[], readonly node: readonly string[], readonly all: boolean }} Choice */
/** @typedef {{ readonly nodemailer: readonly Version[], readonly node: readonly Version[] }} Versions */

/**
 * The combinations to run.
 *
 * @param {Versions} versions Lowest first.
 * @param {Version} running The Node that runs this.
 * @param {Choice} choice Versions, or their beginnings (`9`, `20.19`); `all` combines every one with every other.
 *   Without any of it: each Nodemailer on the running Node, and each Node with the newest Nodemailer.
 * @returns {readonly Combination[]}
 * @throws TypeError for a version that the matrix does not have.
 */
export function combinationsOf(versions, running, choice) {
  const nodemailers = chosen('nodemailer', versions.nodemailer, choice.nodemailer);
  const nodes = chosen('node', versions.node, choice.node);
  const newest = versions.nodemailer.filter((version) => version.newest).slice(-1);
  const product = (/** @type {readonly Version[]} */ some, /** @type {readonly Version[]} */ others) =>
    some.flatMap((nodemailer) => others.map((node) => ({ nodemailer, node })));

  if (choice.all || (nodemailers && nodes))
    return product(nodemailers ?? versions.nodemailer, nodes ?? versions.node);
  if (nodemailers) return product(nodemailers, [running]);
  if (nodes) return product(newest, nodes);
  const others = versions.node.filter(({ version }) => version !== running.version);
  return [...product(versions.nodemailer, [running]), ...product(newest, others)];
}

/** @param {string} name @param {readonly Version[]} versions @param {readonly string[]} wanted */
function chosen(name, versions, wanted) {
  if (wanted.length === 0) return undefined;
  return wanted.flatMap((text) => {
    const found = versions.filter(({ version }) => version === text || version.startsWith(`${text}.`));
    if (found.length > 0) return found;
    const known = versions.map(({ version }) => version).join(', ');
    throw new TypeError(`Expected --${name} to be one of ${known}, or the beginning of one; got '${text}'.`);
  });
}
