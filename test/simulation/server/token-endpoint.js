import { ADDRESS } from '../world/network.js';

/** @typedef {import('../world/wire.js').Wire} Wire */

/** @typedef {{ readonly answers: 'at once' | 'slowly' | 'never' | 'refuses' | 'is down' | 'is busy' }} TokenPlan */

export const TOKEN_PORT = 8080;

export const TOKEN_URL = `http://${ADDRESS}:${TOKEN_PORT}/token`;

/** More than a mail server waits for a login. */
const SLOWLY_MS = 400_000;

/** Where OAuth2 access tokens come from (RFC 6749 section 6). */
export class TokenEndpoint {
  speaksSmtp = false;
  #clock;
  #plan;
  #issue;
  #isHonest = false;

  /** @param {import('../world/clock.js').Clock} clock @param {TokenPlan} plan @param {() => string} issue Makes a token that the mail server takes. */
  constructor(clock, plan, issue) {
    this.#clock = clock;
    this.#plan = plan;
    this.#issue = issue;
  }

  heal() {
    this.#isHonest = true;
  }

  get #answers() {
    return this.#isHonest ? 'at once' : this.#plan.answers;
  }

  /** @returns {import('../world/network.js').Dialled} */
  dialled() {
    return this.#answers === 'is down' ? { code: 'ECONNREFUSED' } : 'accepted';
  }

  /** @param {Wire} wire */
  connected(wire) {
    let request = '';
    wire.peer = {
      onBytes: (bytes) => {
        request += bytes.toString('latin1');
        const head = request.indexOf('\r\n\r\n');
        const length = Number(/^content-length: *(\d+)/im.exec(request)?.[1] ?? 0);
        if (head === -1 || request.length < head + 4 + length) return;
        request = '';
        this.#answer(wire);
      },
      onEnd: () => wire.close(),
      onClosed: () => undefined,
    };
  }

  /** @param {Wire} wire */
  #answer(wire) {
    const answers = this.#answers;
    if (answers === 'never') return;
    const [status, body] = {
      refuses: [
        '400 Bad Request',
        { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      ],
      'is busy': ['429 Too Many Requests', { error: 'rate_limit_exceeded' }],
    }[/** @type {string} */ (answers)] ?? ['200 OK', undefined];
    this.#clock.in(answers === 'slowly' ? SLOWLY_MS : 5, () => {
      const text = JSON.stringify(
        body ?? { access_token: this.#issue(), expires_in: 3600, token_type: 'Bearer' },
      );
      wire.say(
        `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
      );
      wire.close();
    });
  }
}
