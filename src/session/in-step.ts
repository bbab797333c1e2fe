/** Why no reply on a connection proves anything any more. */
export type OutOfStep =
  /** A reply that nothing had asked for when it began to come. */
  | 'unasked'
  /** The lines of one reply have different codes. */
  | 'mixed-codes'
  /** What answers DATA is no 354 (RFC 5321 section 4.3.2), and Nodemailer goes ahead on it. */
  | 'no-go-ahead'
  /** Something came after the 354, before the message had gone out. */
  | 'before-the-dot'
  /** The server had said goodbye, and something was to be sent all the same. */
  | 'after-goodbye';

const GREETING = 0;
const COMMAND = 1;
const RCPT = 2;
const DATA = 3;
const FINAL = 4;

type Asked = typeof GREETING | typeof COMMAND | typeof RCPT | typeof DATA | typeof FINAL;

/** Of a line no more is looked at, however long it is. */
const HEAD = 100;

/** As Nodemailer tells the lines of a reply from its last one. */
const CONTINUED = /^\d+-/;
const GO_AHEAD = /^354(?:[ -]|$)/;
/** The beginning of a goodbye. */
const GOODBYE_CODE = /^(?:221|421)/;
const GOODBYE = /^(?:221|421)(?:[ -]|$)/;

/**
 * Whether every reply on a connection answers something that had gone out before it was received: fed
 * with bytes as they come and commands as they leave, since Nodemailer looks at replies one at a time,
 * when what they seem to answer may have been sent meanwhile.
 */
export class InStep {
  outOfStep: OutOfStep | undefined = undefined;
  /** True once the server said goodbye unasked: nobody is harmed, but nothing more may be sent. */
  saidGoodbye = false;
  /** True from the reply to DATA until the message is out. */
  inBody = false;
  #asked: Asked[] = [GREETING];
  /** The beginning of a line whose end has not come. */
  #head = '';
  /** The code of the reply that has begun. */
  #code: string | undefined = undefined;
  /** True where nothing was asked when it began. */
  #early = false;
  #lmtp = false;
  #inTransaction = false;
  #accepted = 0;

  /** True while nothing is asked, and no message is on its way. */
  get isIdle(): boolean {
    return this.#asked.length === 0 && !this.inBody && !this.#inTransaction;
  }

  /** A line goes to the server. */
  sent(line: string): void {
    if (this.inBody && line === '.') {
      this.bodyOut();
      return;
    }
    this.#asked.push(this.#kindOf(line));
  }

  /** The final dot has been handed to the socket. */
  bodyOut(): void {
    if (!this.inBody) return;
    this.inBody = false;
    this.#inTransaction = false;
    const replies = this.#lmtp ? Math.max(1, this.#accepted) : 1;
    for (let left = replies; left > 0; left -= 1) this.#asked.push(FINAL);
  }

  /**
   * Bytes have come.
   *
   * @param text The bytes, a character each.
   */
  received(text: string): void {
    let from = 0;
    while (from < text.length && !this.outOfStep) {
      if (this.inBody) {
        if (text.slice(from).trim() !== '') this.outOfStep = 'before-the-dot';
        return;
      }
      const end = text.indexOf('\n', from);
      const piece = text.slice(from, end === -1 ? Math.min(text.length, from + HEAD) : end);
      this.#takePiece(piece);
      if (this.#isSurplus()) this.outOfStep = 'unasked';
      if (end === -1 || this.outOfStep) return;
      this.outOfStep = this.#takeLine();
      from = end + 1;
    }
  }

  #takePiece(piece: string): void {
    if (this.#head === '' && this.#code === undefined) this.#early = this.#asked.length === 0;
    if (this.#head.length < HEAD) this.#head += piece;
  }

  /** What nothing asked for shows as soon as its code is there; only a goodbye may come at any time. */
  #isSurplus(): boolean {
    const begun = this.#head.trimStart();
    return this.#early && begun.length >= 3 && !GOODBYE_CODE.test(begun);
  }

  #takeLine(): OutOfStep | undefined {
    const line = this.#head.endsWith('\r') ? this.#head.slice(0, -1) : this.#head;
    this.#head = '';
    const continues = CONTINUED.test(line);
    if (this.#code === undefined) {
      if (line.trim() === '') return undefined;
      this.#code = line.slice(0, 3);
    } else if (!line.startsWith(this.#code)) {
      return 'mixed-codes';
    }
    if (continues) return undefined;
    this.#code = undefined;
    return this.#takeReply(line);
  }

  /** @param line Its last line, whose code is that of all. */
  #takeReply(line: string): OutOfStep | undefined {
    const asked = this.#asked.shift();
    if (this.#early) {
      // A server may take its leave at any time (RFC 5321 section 3.8).
      if (!GOODBYE.test(line)) return 'unasked';
      this.saidGoodbye = true;
      return undefined;
    }
    if (asked === RCPT && line.startsWith('2')) this.#accepted += 1;
    if (asked !== DATA || !this.#isGoneAheadOn(line)) return undefined;
    this.inBody = true;
    return GO_AHEAD.test(line) ? undefined : 'no-go-ahead';
  }

  /** On a 2 Nodemailer goes ahead only where there is somebody to send to; on a 3 it sends the dot at least. */
  #isGoneAheadOn(line: string): boolean {
    return line.startsWith('3') || (line.startsWith('2') && this.#accepted > 0);
  }

  #kindOf(line: string): Asked {
    if (line.startsWith('MAIL FROM:')) {
      this.#inTransaction = true;
      this.#accepted = 0;
    } else if (line.startsWith('LHLO')) {
      this.#lmtp = true;
    } else if (this.#inTransaction) {
      // Only there: an answer to AUTH may be any word.
      if (line.startsWith('RCPT TO:')) return RCPT;
      if (line === 'DATA') return DATA;
    }
    return COMMAND;
  }
}
