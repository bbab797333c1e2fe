/** @typedef {import('./wire.js').Parcel} Parcel */

/**
 * One message as it passed over a wire, seen at the client's end.
 *
 * @typedef {object} Passage
 * @property {string} id
 * @property {number} begun
 * @property {number} movedAt When a piece of it left last.
 * @property {string[]} taken The recipients that the server said it would take.
 * @property {boolean} bodyBegun
 * @property {boolean} dotLeft
 * @property {'acceptance' | 'refusal' | undefined} believable What nobody at the client's end could tell from
 *   the truth: a reply to the final dot that came after it had left, on a session in step.
 */

/** @typedef {{ readonly verb: string, readonly recipient: string, readonly passage: Passage | undefined }} Command */

/**
 * Listens at the client's end of a wire, where what was received and what was sent has an order, and
 * says what a client can know: that is the measure of what it may claim.
 */
export class Tap {
  /** @type {Passage[]} */
  passages = [];
  /** Whether anything showed that replies and commands do not belong to each other. */
  outOfStep = false;
  /** @type {Command[]} Commands that wait for their replies. */
  #outstanding = [{ verb: 'greeting', recipient: '', passage: undefined }];
  /** @type {string[]} Replies that came before their commands. */
  #surplus = [];
  /** @type {Passage | undefined} */
  #passage = undefined;
  #isGoAhead = false;
  #lmtp = false;
  #inBody = false;
  #now;
  #sent = '';
  #received = '';
  /** @type {string[]} */
  #partial = [];

  /** @param {() => number} now */
  constructor(now) {
    this.#now = now;
  }

  /** @param {Buffer} bytes */
  sent(bytes) {
    this.#sent += bytes.toString('latin1');
    if (this.#inBody && this.#passage) this.#passage.movedAt = this.#now();
    this.#take();
  }

  /** @param {Parcel} parcel */
  received(parcel) {
    if (typeof parcel === 'string') return;
    if (this.#inBody) this.outOfStep = true;
    this.#received += parcel.toString('latin1');
    const lines = this.#received.split('\n');
    this.#received = lines.pop() ?? '';
    for (const line of lines) this.#line(line.replace(/\r$/, ''));
  }

  #take() {
    for (;;) {
      if (this.#inBody) {
        const end = this.#sent.startsWith('.\r\n') ? 0 : this.#sent.indexOf('\r\n.\r\n');
        if (end === -1) {
          // The end may stand over two writes.
          this.#sent = this.#sent.slice(-4);
          return;
        }
        this.#sent = this.#sent.slice(end === 0 ? 3 : end + 5);
        this.#dotLeft();
        continue;
      }
      const end = this.#sent.indexOf('\r\n');
      if (end === -1) return;
      const line = this.#sent.slice(0, end);
      this.#sent = this.#sent.slice(end + 2);
      this.#command(line);
    }
  }

  /** @param {string} line */
  #command(line) {
    const verb = line.split(' ')[0]?.toUpperCase() ?? '';
    if (verb === 'LHLO') this.#lmtp = true;
    if (verb === 'MAIL') {
      this.#passage = {
        id: /FROM:<([^@>]*)/.exec(line)?.[1] ?? '',
        begun: this.#now(),
        movedAt: this.#now(),
        taken: [],
        bodyBegun: false,
        dotLeft: false,
        believable: undefined,
      };
      this.#isGoAhead = false;
      this.passages.push(this.#passage);
    }
    this.#await(verb, /^RCPT TO:<([^>]*)/.exec(line)?.[1]);
  }

  #dotLeft() {
    this.#inBody = false;
    if (this.#passage) this.#passage.dotLeft = true;
    const replies = this.#lmtp ? Math.max(1, this.#passage?.taken.length ?? 0) : 1;
    for (let index = 0; index < replies; index += 1) this.#await('.');
  }

  /** @param {string} verb */
  #await(verb, recipient = '') {
    this.#outstanding.push({ verb, recipient, passage: this.#passage });
    const early = this.#surplus.shift();
    if (early === undefined) return;
    this.outOfStep = true;
    this.#answer(early);
  }

  /** @param {string} line */
  #line(line) {
    this.#partial.push(line);
    if (/^\d+-/.test(line)) return;
    const reply = this.#partial.join('\n');
    const codes = new Set(this.#partial.map((part) => part.slice(0, 3)));
    this.#partial = [];
    if (reply.trim() === '') return;
    if (codes.size > 1 || !/^[2-5]\d\d(?:[ -]|$)/.test(reply)) this.outOfStep = true;
    if (this.#outstanding.length > 0) this.#answer(reply);
    else {
      this.outOfStep = true;
      this.#surplus.push(reply);
    }
  }

  /** @param {string} reply */
  #answer(reply) {
    const command = this.#outstanding.shift();
    if (!command) return;
    const { verb, recipient, passage } = command;
    // A login is welcomed with 235 (RFC 4954 section 4): whatever else says yes answered something else.
    if (verb === 'AUTH' && /^2(?!35)/.test(reply)) this.outOfStep = true;
    if (verb === 'RCPT' && reply.startsWith('2')) passage?.taken.push(recipient);
    if (verb === 'DATA' && /^[23]/.test(reply)) {
      this.#inBody = true;
      if (passage) passage.bodyBegun = true;
      this.#isGoAhead = reply.startsWith('354');
      this.#take();
    }
    if (verb === '.' && passage && !this.outOfStep && this.#isGoAhead) {
      if (/^25\d/.test(reply)) passage.believable = 'acceptance';
      else if (/^[45]/.test(reply)) passage.believable ??= 'refusal';
    }
  }
}
