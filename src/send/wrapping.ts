import type { Sink } from '../log/sink.js';
import type { KnownCredentials } from '../nodemailer/credentials.js';
import type { Transport } from '../nodemailer/shapes.js';
import type { ResolvedOptions } from '../options.js';
import type { SessionObserver } from '../session/observe-sessions.js';
import type { Scrub } from '../session/scrub.js';

/** What belongs to one wrapped transport. */
export interface Wrapping {
  readonly transport: Transport;
  readonly speaksSmtp: boolean;
  readonly options: ResolvedOptions;
  readonly observer: SessionObserver;
  readonly credentials: KnownCredentials;
  readonly scrub: Scrub;
  readonly sink: Sink;
}
