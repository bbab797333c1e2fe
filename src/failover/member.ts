import type { MemberState } from '../channels/mailer-state.js';
import { monotonicMs } from '../monotonic.js';
import { lendPlugins, type SendFor } from '../nodemailer/lend-plugins.js';
import { mailerState } from '../nodemailer/mailer-state.js';
import type { Mail, SentInfo } from '../nodemailer/shapes.js';
import type { WrappedMailer } from '../nodemailer/wrapped.js';
import { type Asking, asked, type CoolDown, failed, inUse, type Standing, worked } from './standing.js';

/** One of the transporters of a failover. */
export class Member {
  readonly name: string;
  readonly mailer: WrappedMailer['mailer'];
  readonly #coolDown: CoolDown;
  readonly #sendFor: SendFor;
  #standing = inUse;

  constructor(name: string, { mailer }: WrappedMailer, coolDown: CoolDown) {
    this.name = name;
    this.mailer = mailer;
    this.#coolDown = coolDown;
    this.#sendFor = lendPlugins(mailer);
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** What it is about now, for whoever looks. */
  state(): MemberState {
    const standing = this.#standing;
    return {
      name: this.name,
      ...(standing.is === 'in-use'
        ? {}
        : { leftAloneUntil: Math.round(Date.now() + standing.untilMs - monotonicMs()) }),
      ...mailerState(this.mailer),
    };
  }

  ask(nowMs: number): Asking {
    const [asking, standing] = asked(this.#standing, nowMs);
    this.#standing = standing;
    return asking;
  }

  /** @param mail What the message that is sent was made of. */
  async send(mail: Mail, data: object): Promise<SentInfo> {
    return (await this.#sendFor(mail, () => this.mailer.sendMail(data))) ?? {};
  }

  /** @returns True where it works again. */
  worked(asking: Asking): boolean {
    const before = this.#standing;
    this.#standing = worked(before, asking);
    return before.is === 'left-alone' && this.#standing.is === 'in-use';
  }

  /** @returns How long it is left alone. */
  failed(asking: Asking, nowMs: number, afterMs: number | undefined): number {
    this.#standing = failed(this.#standing, asking, this.#coolDown, { nowMs, afterMs });
    return this.#standing.is === 'left-alone' ? Math.max(0, this.#standing.untilMs - nowMs) : 0;
  }
}
