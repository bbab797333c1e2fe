import { type AnySmtpError, isSmtpError } from '../errors/classes.js';
import { cleanError } from '../nodemailer/clean-error.js';
import { nodemailerFields } from '../nodemailer/error-fields.js';
import { readFailure } from '../nodemailer/read-failure.js';
import { truncate } from '../session/bounded.js';
import type { Scrub } from '../session/scrub.js';
import { cleanServerText, shown } from '../session/server-text.js';
import type { Session } from '../session/session.js';
import type { Facts, Origin, Protocol, Reading } from '../verdict/facts.js';
import { type Refusal, type Surroundings, smtpErrorOf } from '../verdict/smtp-error.js';
import { type Failed, judgeFailure } from '../verdict/verdict.js';

/** What surrounds a failure. */
export interface Circumstances
  extends Omit<Surroundings, 'cause' | 'nodemailer' | 'refusals' | 'transcript'> {
  readonly protocol: Protocol;
  readonly origin: Origin;
  readonly reading: Reading;
  readonly session: Session | undefined;
  readonly scrub: Scrub;
}

/** An error of a transport, and where it came from if it was not the server's doing. */
export interface RawFailure {
  readonly error: Error;
  /** True where a file, URL or stream of the message failed. */
  readonly fromSource: boolean;
}

/** Turns what a transport gave into the error that the application gets. */
export function toSmtpError({ error, fromSource }: RawFailure, circumstances: Circumstances): AnySmtpError {
  const facts = factsOf(circumstances, fromSource);
  return composed(judgeFailure(readFailure(error, circumstances.scrub), facts), error, circumstances);
}

/** What a verdict on this failure is made of, besides the failure. */
export function factsOf(circumstances: Circumstances, fromSource: boolean): Omit<Facts, 'said'> {
  const { protocol, origin, reading, session, server, rules } = circumstances;
  return {
    protocol,
    origin: fromSource ? 'source' : origin,
    reading,
    session,
    context: {
      ...(server === undefined ? {} : { host: server.host }),
      ...(rules.length === 0 ? {} : { rules }),
    },
  };
}

/** The error for a verdict, with the transport's own, cleaned, as its cause. */
export function composed(verdict: Failed, error: Error, circumstances: Circumstances): AnySmtpError {
  if (isSmtpError(error)) return error;
  const { session, scrub } = circumstances;
  cleanError(error, scrub);
  const nodemailer = nodemailerFields(error);
  return smtpErrorOf(verdict, {
    ...circumstances,
    cause: error,
    nodemailer,
    refusals: (nodemailer.rejectedErrors ?? []).flatMap((refusal) => refusalOf(refusal, scrub)),
    transcript: transcriptOf(session),
  });
}

function refusalOf(error: Error, scrub: Scrub): readonly Refusal[] {
  const { recipient, response, responseCode } = nodemailerFields(error);
  if (recipient === undefined) return [];
  return [
    {
      recipient,
      ...(response === undefined ? {} : { response: cleanServerText(response, scrub) }),
      ...(responseCode === undefined ? {} : { responseCode }),
    },
  ];
}

function transcriptOf(session: Session | undefined): readonly string[] {
  return (session?.transcript ?? []).map(
    // Control characters that are made visible take more room.
    ({ from, text }) => truncate(`${from === 'client' ? 'C' : 'S'}: ${shown(text)}`),
  );
}
