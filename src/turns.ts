/** What else there is to do in the process waits no longer for us. */
const SLICE_MS = 20;

/**
 * Does something with each of many things, and gives way to the event loop now and then. What it throws for
 * one of them ends the process, as anywhere else, and keeps the others from nothing.
 */
export async function inTurns<T>(things: Iterable<T>, each: (thing: T) => void): Promise<void> {
  let begun = performance.now();
  for (const thing of things) {
    if (performance.now() - begun > SLICE_MS) {
      await nextTurn();
      begun = performance.now();
    }
    try {
      each(thing);
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
    }
  }
}

/** Resolves when the event loop has looked for what was received once more. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
