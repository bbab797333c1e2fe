/** What the server saw of one connection. It is live: it grows while the connection is open. */
export interface SessionReport {
  /** The number of the connection, from 1. */
  readonly id: number;
  /** `idle`: it has been greeted with EHLO, no message is under way, and everything is answered. */
  readonly state: 'busy' | 'idle' | 'closed';
  /** Whether it is encrypted. */
  readonly secure: boolean;
  /** Who logged in; absent before. */
  readonly user?: string;
  /** Each line that the client sent, credentials included; of a message only the final dot. */
  readonly commands: readonly string[];
}

/** One AUTH command. */
export interface LoginReport {
  readonly sessionId: number;
  /** `'PLAIN'`, in upper case. */
  readonly mechanism: string;
  /** Who wanted in; absent where the server refused before it was told. */
  readonly user?: string;
  readonly accepted: boolean;
}

/**
 * A message that the server took responsibility for: the truth to hold a client's opinion against. It
 * is here whether or not the reply got out.
 */
export interface MessageReport {
  readonly sessionId: number;
  /** Who was logged in; absent without a login. */
  readonly user?: string;
  /** The sender of the envelope. */
  readonly from: string;
  /** The recipients of the envelope that the server accepted the message for. */
  readonly to: readonly string[];
  /** The message as it was before dot-stuffing. */
  readonly raw: Buffer;
}

export interface SessionRecord extends SessionReport {
  state: SessionReport['state'];
  secure: boolean;
  user?: string;
  readonly commands: string[];
}

export interface LoginRecord extends LoginReport {
  user?: string;
  accepted: boolean;
}

export interface MessageRecord extends MessageReport {
  readonly to: string[];
}

interface Waiter {
  readonly holds: () => boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Everything that a server saw, and who waits to see more of it. */
export class Ledger {
  readonly sessions: SessionRecord[] = [];
  readonly logins: LoginRecord[] = [];
  readonly messages: MessageRecord[] = [];
  #waiters: readonly Waiter[] = [];
  #end: unknown;

  /** Resolves as soon as `holds` does; rejects when nothing can change any more. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters = [...this.#waiters, { holds, resolve, reject }];
      this.changed();
    });
  }

  /** To be called after each change. */
  changed(): void {
    const waiting = this.#waiters;
    this.#waiters = [];
    this.#waiters = [...waiting.filter((waiter) => !this.#settled(waiter)), ...this.#waiters];
  }

  /** Rejects everyone who goes on waiting, now or later. */
  end(reason: unknown): void {
    this.#end ??= reason;
    this.changed();
  }

  /** Drops what is over, of an open session what was said. */
  forget(): void {
    this.logins.length = 0;
    this.messages.length = 0;
    const open = this.sessions.filter((session) => session.state !== 'closed');
    for (const session of open) session.commands.length = 0;
    this.sessions.splice(0, this.sessions.length, ...open);
  }

  #settled({ holds, resolve, reject }: Waiter): boolean {
    try {
      if (holds()) resolve();
      else if (this.#end === undefined) return false;
      else reject(this.#end);
    } catch (error) {
      reject(error);
    }
    return true;
  }
}
