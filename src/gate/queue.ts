/** From so many on it is worth the trouble to close up. */
const MANY_GONE = 1000;

/** First in, first out, and whoever does not want to wait any longer leaves at once, however many there are. */
export class Queue<T extends { place: number }> {
  #members: (T | undefined)[] = [];
  /** The place of the first of these: places go on when those in front have left. */
  #base = 0;
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(member: T): void {
    member.place = this.#base + this.#members.push(member) - 1;
    this.#size += 1;
  }

  /** @returns False for who is not in it. */
  delete(member: T): boolean {
    const index = member.place - this.#base;
    if (this.#members[index] !== member) return false;
    this.#members[index] = undefined;
    this.#size -= 1;
    this.#closeUp();
    return true;
  }

  /** The one that has waited for longest. */
  get first(): T | undefined {
    while (this.#head < this.#members.length) {
      const first = this.#members[this.#head];
      if (first) return first;
      this.#head += 1;
    }
    return undefined;
  }

  shift(): T | undefined {
    const { first } = this;
    if (first) this.delete(first);
    return first;
  }

  /** Takes all of them out. */
  empty(): readonly T[] {
    const all = this.#members.filter((member) => member !== undefined);
    this.#base += this.#members.length;
    this.#members = [];
    this.#head = 0;
    this.#size = 0;
    return all;
  }

  #closeUp(): void {
    if (this.#size === 0) this.empty();
    else if (this.#head > MANY_GONE && this.#head > this.#members.length / 2) {
      this.#members.splice(0, this.#head);
      this.#base += this.#head;
      this.#head = 0;
    }
  }
}
