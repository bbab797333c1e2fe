import { inspect } from 'node:util';

/**
 * Calls what the application gave: what it throws, or rejects with, is a process warning, and harms no send.
 *
 * @param name What it is, at the beginning of a sentence.
 * @returns What it returned; `undefined` where it threw.
 */
export function harmlessly(name: string, call: () => unknown): unknown {
  const warn = (error: unknown) => {
    process.emitWarning(`${name} threw: ${shown(error)}`, 'SmtpErrorsWarning');
  };
  try {
    const returned = call();
    // By what it does: a promise may be of another realm, or somebody's own.
    if (typeof returned === 'object' && returned !== null) Promise.resolve(returned).catch(warn);
    return returned;
  } catch (error) {
    warn(error);
    return undefined;
  }
}

/** What was thrown may throw when it is looked at. */
function shown(error: unknown): string {
  try {
    return inspect(error, { depth: 0 });
  } catch {
    return 'something that cannot be shown';
  }
}
