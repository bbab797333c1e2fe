/** Milliseconds of the clock that nobody sets; whole, since V8 makes an object of any other number that is kept. */
export function monotonicMs(): number {
  return Math.floor(performance.now());
}
