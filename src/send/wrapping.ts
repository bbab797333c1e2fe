import type { Lives } from '../endings/lives.js';
import type { LoginGuard } from '../gate/login/login-guard.js';
import type { Sink } from '../log/sink.js';
import type { KnownCredentials } from '../nodemailer/credentials.js';
import type { Transport } from '../nodemailer/shapes.js';
import type { ResolvedOptions } from '../options/resolve.js';
import type { RetryBudget } from '../retry/budget.js';
import type { SessionObserver } from '../session/observe-sessions.js';
import type { Scrub } from '../session/scrub.js';
import type { Protocol } from '../verdict/facts.js';
import type { PacePatron } from './pace-patron.js';
import type { Preparations } from './preparations.js';
import type { Renewals } from './renewals.js';

/** What belongs to one wrapped transport. */
export interface Wrapping {
  readonly transport: Transport;
  readonly speaksSmtp: boolean;
  readonly protocol: Protocol;
  readonly options: ResolvedOptions;
  readonly observer: SessionObserver;
  readonly credentials: KnownCredentials;
  readonly scrub: Scrub;
  readonly sink: Sink;
  readonly budget: RetryBudget;
  /** Absent where it is switched off. */
  readonly guard: LoginGuard | undefined;
  /** Absent where the pace is switched off. */
  readonly patron: PacePatron | undefined;
  readonly renewals: Renewals;
  /** The sends that are under way. */
  readonly lives: Lives;
  readonly preparations: Preparations;
}

/** What it takes to prepare a message for a transport. */
export type Preparing = Pick<
  Wrapping,
  'transport' | 'speaksSmtp' | 'options' | 'scrub' | 'sink' | 'lives' | 'preparations'
>;
