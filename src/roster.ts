/**
 * Things that come and go, in no order. A `Set` would be simpler, but each table that a Set has
 * outgrown points at the next: where V8 has moved one of them to its old generation, all that is
 * put into the later ones follows, dead or not, and stays until the next full collection (seen on
 * Node 20).
 */
export class Roster<T extends { place: number }> {
  readonly #members: T[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(member: T): void {
    member.place = this.#members.push(member) - 1;
  }

  has(member: T): boolean {
    return this.#members[member.place] === member;
  }

  /** @returns False for what is not in it. */
  delete(member: T): boolean {
    if (!this.has(member)) return false;
    const last = this.#members.pop();
    if (last && last !== member) {
      this.#members[member.place] = last;
      last.place = member.place;
    }
    return true;
  }

  /** Takes all of them out. */
  empty(): readonly T[] {
    return this.#members.splice(0);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#members.values();
  }
}
