import { createHmac } from 'node:crypto';

/** @typedef {import('../world/wire.js').Wire} Wire */
/** @typedef {import('./server.js').SimulatedServer} SimulatedServer */

/**
 * Where in a dialogue a server may do something else than it should.
 *
 * @typedef {'connect' | 'greeting' | 'ehlo' | 'auth' | 'auth-response' | 'mail' | 'rcpt' | 'data' | 'body' | 'final-dot' | 'rset' | 'quit' | 'idle'} Phase
 */

/** @typedef {{ readonly id: string, readonly recipients: string[], text: string }} Transaction */

const CHALLENGE = '<1896.697170952@sim.test>';

/** One connection, served as RFC 5321 has it, but for the steps that a behaviour takes over. */
export class Dialogue {
  number;
  /** @type {Transaction | undefined} */
  transaction = undefined;
  #server;
  #wire;
  #input = '';
  /** @type {'commands' | 'login' | 'body' | 'nothing'} */
  #expects = 'commands';
  #lmtp = false;
  /** @type {(line: string) => void} */
  #loginStep = () => undefined;
  #bodyBegun = false;
  /** The login that was tried on this connection. @type {import('./server.js').Login | undefined} */
  told = undefined;
  #isLoggedIn = false;

  /** @param {SimulatedServer} server @param {Wire} wire */
  constructor(server, wire) {
    this.#server = server;
    this.#wire = wire;
    this.number = wire.number;
    wire.peer = {
      onBytes: (bytes) => this.#hear(bytes.toString('latin1')),
      onEnd: () => this.#end(),
      onClosed: () => server.left(this),
    };
  }

  get wire() {
    return this.#wire;
  }

  greet() {
    const refusal = this.#server.refusesConnection();
    this.#take('greeting', refusal ?? '220 sim.test ESMTP', () => undefined);
    if (refusal !== undefined) this.leave();
  }

  /** Says no more and closes. */
  leave() {
    this.#expects = 'nothing';
    this.#wire.close();
    this.#server.left(this);
  }

  /** Hears no more, and says nothing. */
  fallSilent() {
    this.#expects = 'nothing';
  }

  /** Takes what comes as a message, whatever was said. */
  expectBody() {
    this.#expects = 'body';
    this.#bodyBegun = false;
  }

  #end() {
    if (this.#expects === 'nothing') return;
    this.#wire.close();
    this.#server.left(this);
  }

  /** @param {string} text */
  #hear(text) {
    this.#input += text;
    while (this.#expects !== 'nothing') {
      if (this.#expects === 'body') {
        if (!this.#bodyBegun && this.#input.length > 0) {
          this.#bodyBegun = true;
          this.#take('body', '', () => undefined);
          continue;
        }
        const end = this.#input.startsWith('.\r\n') ? 0 : this.#input.indexOf('\r\n.\r\n');
        if (end === -1) return;
        const body = this.#input.slice(0, end === 0 ? 0 : end + 2);
        this.#input = this.#input.slice(end === 0 ? 3 : end + 5);
        this.#expects = 'commands';
        this.#finish(body);
        continue;
      }
      const end = this.#input.indexOf('\r\n');
      if (end === -1) return;
      const line = this.#input.slice(0, end);
      this.#input = this.#input.slice(end + 2);
      if (this.#expects === 'login') this.#loginStep(line);
      else this.#command(line);
    }
  }

  /** @param {string} line */
  #command(line) {
    const server = this.#server;
    const verb = line.split(' ')[0]?.toUpperCase();
    switch (verb) {
      case 'LHLO':
      case 'EHLO':
        this.#lmtp = verb === 'LHLO';
        this.#take('ehlo', server.extensions, () => undefined);
        break;
      case 'HELO':
        this.#take('ehlo', '250 sim.test', () => undefined);
        break;
      case 'AUTH':
        this.#auth(line);
        break;
      case 'MAIL': {
        const id = /FROM:<([^@>]*)/.exec(line)?.[1] ?? '';
        server.began(id, this);
        this.transaction = undefined;
        const refusal = server.refusesMessage(this.#isLoggedIn);
        this.#take('mail', refusal ?? '250 2.1.0 ok', () => {
          if (refusal === undefined) this.transaction = { id, recipients: [], text: '' };
        });
        break;
      }
      case 'RCPT': {
        const address = /TO:<([^>]*)/.exec(line)?.[1] ?? '';
        const refusal = this.transaction ? server.refusesRecipient(address) : '503 5.5.1 MAIL first';
        this.#take('rcpt', refusal ?? '250 2.1.5 ok', () => {
          if (refusal === undefined) this.transaction?.recipients.push(address);
        });
        break;
      }
      case 'DATA':
        if (this.transaction?.recipients.length) this.#take('data', '354 go on', () => this.expectBody());
        else this.#take('data', '503 5.5.1 RCPT first', () => undefined);
        break;
      case 'RSET':
        this.transaction = undefined;
        this.#take('rset', '250 2.0.0 ok', () => undefined);
        break;
      case 'QUIT':
        this.#take('quit', '221 2.0.0 bye', () => undefined);
        this.leave();
        break;
      default:
        this.#wire.say('500 5.5.2 what?\r\n');
    }
  }

  /** @param {string} body */
  #finish(body) {
    const { transaction } = this;
    this.transaction = undefined;
    // Who pipelined DATA and has no recipient ends it with an empty message (RFC 2920 section 3.1).
    if (!transaction || body === '') {
      this.#take('final-dot', '554 5.5.1 No valid recipients', () => undefined);
      return;
    }
    transaction.text = body.replaceAll('\r\n..', '\r\n.');
    this.#server.heard(transaction);
    const replies = this.#lmtp ? transaction.recipients.map(() => '250 2.0.0 taken') : ['250 2.0.0 queued'];
    this.#take('final-dot', replies.join('\r\n'), () => this.#server.accepted(transaction, this));
    if (this.#expects === 'commands') this.#server.rests(this, () => this.#take('idle', '', () => undefined));
  }

  /** @param {string} line */
  #auth(line) {
    const [, mechanism = '', initial] = line.split(' ');
    const server = this.#server;
    /** @param {import('./server.js').Login | undefined} login */
    const judge = (login, phase = /** @type {'auth' | 'auth-response'} */ ('auth')) => {
      this.#expects = 'commands';
      const isRight = login !== undefined && server.knows(login);
      this.told = login;
      server.told = login;
      this.#take(
        phase,
        isRight ? '235 2.7.0 welcome' : '535 5.7.8 not accepted',
        () => {
          this.#isLoggedIn ||= isRight;
        },
        login,
      );
    };
    switch (mechanism.toUpperCase()) {
      case 'PLAIN': {
        const [, user = '', secret = ''] = decoded(initial).split('\0');
        judge({ user, secret });
        break;
      }
      case 'LOGIN':
        this.#ask('auth', '334 VXNlcm5hbWU6', (user) => {
          this.#ask('auth-response', '334 UGFzc3dvcmQ6', (secret) =>
            judge({ user: decoded(user), secret: decoded(secret) }, 'auth-response'),
          );
        });
        break;
      case 'CRAM-MD5':
        this.#ask('auth', `334 ${Buffer.from(CHALLENGE).toString('base64')}`, (answer) => {
          const [user = '', digest] = decoded(answer).split(' ');
          const secret = server.secretsOf(user).find((known) => digestOf(known) === digest) ?? '';
          judge({ user, secret }, 'auth-response');
        });
        break;
      case 'XOAUTH2': {
        const [user = '', token = ''] = decoded(initial).split('\x01');
        const login = { user: user.replace('user=', ''), secret: token.replace('auth=Bearer ', '') };
        if (server.knows(login)) judge(login);
        else
          this.#ask(
            'auth',
            `334 ${Buffer.from('{"status":"401"}').toString('base64')}`,
            () => judge(login, 'auth-response'),
            login,
          );
        break;
      }
      default:
        this.#take('auth', '504 5.5.4 unknown mechanism', () => undefined);
    }
  }

  /** @param {Phase} phase @param {string} challenge @param {(answer: string) => void} next @param {import('./server.js').Login} [login] */
  #ask(phase, challenge, next, login) {
    this.#take(
      phase,
      challenge,
      () => {
        this.#expects = 'login';
        this.#loginStep = next;
      },
      login,
    );
  }

  /** @param {Phase} phase @param {string} honest @param {() => void} proceed @param {import('./server.js').Login} [login] */
  #take(phase, honest, proceed, login) {
    this.#server.step({ phase, honest, proceed, login, dialogue: this });
  }
}

/** @param {string | undefined} text */
function decoded(text) {
  return Buffer.from(text ?? '', 'base64').toString('utf8');
}

/** @param {string} secret */
function digestOf(secret) {
  return createHmac('md5', secret).update(CHALLENGE).digest('hex');
}
