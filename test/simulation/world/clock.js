import FakeTimers from '@sinonjs/fake-timers';

// Taken before anything is replaced: a real immediate comes when all promises and ticks are done.
const realImmediate = setImmediate;

/** How many steps are taken in one turn of the real event loop. */
const BATCH = 64;

/** Every run begins at the same moment. */
const BEGINNING = Date.UTC(2030, 0, 1, 12);

/** Something that is to happen. @typedef {{ readonly at: number, readonly happen: () => void }} Event */

/**
 * Virtual time for everything in the process: timers, `Date`, `performance`, `process.hrtime`. It moves
 * only when {@link Clock.next} is called, from one timer to the next.
 */
export class Clock {
  #fake;
  /** What happens outside of the process. @type {Map<number, Event>} */
  #outside = new Map();
  #events = 0;
  /** Timers that are not the library's or Nodemailer's. */
  #ours = 0;
  /** @type {number | undefined} */
  #frozenNow = undefined;
  /** @type {(() => void)[]} */
  #whenThawed = [];

  constructor() {
    this.#fake = FakeTimers.install({
      now: BEGINNING,
      loopLimit: Number.MAX_SAFE_INTEGER,
      toFake: [
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'setImmediate',
        'clearImmediate',
        'Date',
        'performance',
        'hrtime',
      ],
    });
  }

  uninstall() {
    this.#fake.uninstall();
  }

  /** Milliseconds since the beginning, by the clock that never jumps. */
  get now() {
    return this.#frozenNow ?? this.#fake.performance.now();
  }

  /** How many timers the process has, those of the simulation not counted. */
  get timers() {
    return this.#fake.countTimers() - this.#ours;
  }

  get isIdle() {
    return this.#fake.countTimers() === 0;
  }

  /** Has something happen outside of the process, be it standing still or not. @param {number} ms @param {() => void} happen */
  in(ms, happen) {
    this.#events += 1;
    const event = this.#events;
    this.#outside.set(event, { at: this.now + ms, happen });
    this.inProcess(ms, () => {
      if (this.#outside.delete(event)) happen();
    });
  }

  /** Has the application do something. @param {number} ms @param {() => void} act */
  inProcess(ms, act) {
    this.#ours += 1;
    const run = () => {
      this.#ours -= 1;
      act();
    };
    // Among the process's own immediates: real bytes may come between any two of them.
    if (ms <= 0) this.#fake.setImmediate(run);
    else this.#fake.setTimeout(run, Math.ceil(ms));
  }

  /** The system clock is set, as by a time server: no timer takes notice. @param {number} ms */
  jump(ms) {
    this.#fake.setSystemTime(Date.now() + ms);
  }

  /** Whether the process stands still just now. */
  get isFrozen() {
    return this.#frozenNow !== undefined;
  }

  /** Has the process do something as soon as it can. @param {() => void} act */
  whenThawed(act) {
    this.#whenThawed.push(act);
  }

  /**
   * Time passes in which the process stands still. Outside of it things go on; its own timers that were
   * due then come at once, and only after them what was received.
   *
   * @param {number} ms
   */
  freeze(ms) {
    const end = this.now + ms;
    for (let next = this.#nextOutside(end); next; next = this.#nextOutside(end)) {
      const [event, { at, happen }] = next;
      this.#outside.delete(event);
      this.#frozenNow = at;
      happen();
    }
    this.#frozenNow = undefined;
    for (const act of this.#whenThawed.splice(0)) this.inProcess(ms + 1, act);
    this.#fake.jump(ms);
  }

  /** Goes to the next timer, and runs it. */
  next() {
    this.#fake.next();
  }

  /**
   * Takes one step after the other, each when the process has done all that it can do without time passing.
   *
   * @param {() => void} step @param {() => boolean} isOver
   * @returns {Promise<void>}
   */
  run(step, isOver) {
    return new Promise((resolve) => {
      const stepUnlessOver = () => {
        if (!isOver()) step();
      };
      const batch = () => {
        if (isOver()) {
          resolve();
          return;
        }
        // Node does all ticks and promises between two immediates, and asks the system only after the last.
        for (let left = BATCH; left > 0; left -= 1) realImmediate(stepUnlessOver);
        realImmediate(batch);
      };
      realImmediate(batch);
    });
  }

  /** @param {number} end */
  #nextOutside(end) {
    /** @type {[number, Event] | undefined} */
    let first;
    for (const entry of this.#outside) {
      if (entry[1].at <= end && (first === undefined || entry[1].at < first[1].at)) first = entry;
    }
    return first;
  }
}
