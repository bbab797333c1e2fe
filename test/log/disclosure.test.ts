import nodemailer from 'nodemailer';
import { isSmtpError, type LogOptions, wrapTransport } from 'nodemailer-smtp-errors';
import {
  type Action,
  closing,
  drop,
  echo,
  type Mechanism,
  type ScriptPhase,
  startScriptedServer,
} from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import type { LogRecord } from '../../src/log/record.js';
import { createSink } from '../../src/log/sink.js';
import type { Logger, RecordLevel } from '../../src/log/styles.js';
import { collectingLogger, everythingOf, rejection } from '../helpers/collect.js';
import {
  watchedBunyan,
  watchedConsole,
  watchedPino,
  watchedPrintf,
  watchedWinston,
} from '../helpers/loggers.js';
import { secretForms } from '../helpers/secret-forms.js';

const user = 'ygritte@corp.example';
const secret = 'Tr0ub4dor&3 "q?~>"/ü+';
const message = {
  from: 'xavier@corp.example',
  to: ['zebedee@home.example', '"theophilus q"@home.example'],
  subject: 'Quarterly figures',
  text: 'The body',
};
const forms = secretForms(user, secret);
/** What is left where only the beginning of one was found. */
const ends = forms.map((form) => form.replace(/(?:=|%3D)+$/, '').slice(-12));
/** Long: a random session id holds any four letters now and then. */
const names = /ygritte|xavier|zebedee|theophilus/i;

const phases = [
  'greeting',
  'ehlo',
  'auth',
  'auth-response',
  'mail',
  'rcpt',
  'data',
  'final-dot',
] as const satisfies readonly ScriptPhase[];

/** Each form on a line of its own, and everybody's address. */
const leak = (code: number) =>
  [
    ...forms,
    `<zebedee@home.example> id=zebedee%40home.example VERP bounce+zebedee=home.example@x.example ${user}`,
  ]
    .map((form) => `${code}-5.7.0 ${form}`)
    .concat(`${code} 5.7.0 ${base(message.from)}`)
    .join('\r\n');
const base = (text: string) => `from ${text}.`;

const faults: Readonly<Record<string, Action>> = {
  'refuses and tells everything it knows': leak(550),
  'puts off and tells everything it knows': leak(451),
  'repeats what it was sent': echo('550 5.5.1 What is'),
  'drops the connection': drop(),
  'says goodbye and tells everything it knows': closing(leak(221)),
};

const sinks: Readonly<Record<string, () => { readonly logger: Logger; readonly lines: readonly string[] }>> =
  {
    pino: watchedPino,
    winston: watchedWinston,
    bunyan: watchedBunyan,
    console: watchedConsole,
    printf: watchedPrintf,
  };

interface Cell {
  readonly phase: ScriptPhase;
  readonly fault: Action;
  readonly mechanism: Mechanism;
  readonly log: LogOptions;
}

/** Sends into a fault; returns everything that came out of every sink, by the name of the sink. */
async function outputs({ phase, fault, mechanism, log }: Cell): Promise<Readonly<Record<string, string>>> {
  await using server = await startScriptedServer({
    accounts: { [user]: secret },
    mechanisms: [mechanism],
    script: { [phase]: fault },
  });
  const recorded = collectingLogger();
  const theirs = watchedPrintf();
  const settings = {
    host: server.host,
    port: server.port,
    authMethod: mechanism,
    auth: mechanism === 'XOAUTH2' ? { type: 'OAuth2', user, accessToken: secret } : { user, pass: secret },
  };
  const mailer = wrapTransport(
    nodemailer.createTransport({ ...settings, logger: theirs.logger, transactionLog: true }),
    { logger: recorded.logger, log, retry: { retries: 1, minTimeout: 0 } },
  );
  const error = await rejection(mailer.sendMail(message));
  mailer.close();
  await server.until(({ sessions }) => sessions.every(({ state }) => state === 'closed'));
  if (!isSmtpError(error)) throw error;

  const written = Object.entries(sinks).map(([name, make]): [string, string] => {
    const { logger, lines } = make();
    for (const { level, args } of recorded.calls) {
      for (const nested of [false, true]) {
        const [record, text] = args;
        createSink(logger, { nested })(asLevel(level), asRecord(record), String(text));
      }
    }
    logger.warn({ err: error });
    logger.warn({ error });
    logger.warn(error);
    return [name, lines.join('\n')];
  });
  return {
    ...Object.fromEntries(written),
    JSON: [error, error.toJSON(), { error }].map((value) => JSON.stringify(value)).join('\n'),
    'its own logger': theirs.lines.join('\n'),
    'everything about the error': everythingOf(error),
  };
}

function asLevel(level: string): RecordLevel {
  return (['trace', 'debug', 'info', 'warn', 'error'] as const).find((known) => known === level) ?? 'error';
}

function asRecord(value: unknown): LogRecord {
  return { ...Object(value) };
}

/** Where names may be: who asks for them gets them. */
const unmasked = ['its own logger', 'everything about the error'];

function findings(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts).flatMap(([sink, text]) => {
    const lower = text.toLowerCase();
    const leaked = [...forms, ...ends].filter(
      (form) => lower.includes(form.toLowerCase()) || lower.includes(escaped(form)),
    );
    const named = unmasked.includes(sink) ? null : names.exec(text);
    return [
      ...leaked.map((form) => `${sink} has the secret as ${form}`),
      ...(named ? [`${sink} has ${text.slice(Math.max(0, named.index - 60), named.index + 60)}`] : []),
    ];
  });
}

const escaped = (form: string) => JSON.stringify(form).slice(1, -1).toLowerCase();

const mechanisms: readonly Mechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'];
const everything: LogOptions = { serverText: true, replies: true };

describe.each(mechanisms)('%s', (mechanism) => {
  describe.each(phases)('where the server, at %s,', (phase) => {
    test.each(Object.entries(faults))('%s, no sink has a secret or a name', async (_what, fault) => {
      const texts = await outputs({ phase, fault, mechanism, log: everything });
      expect(findings(texts)).toEqual([]);
      expect(texts['pino']).toContain('smtp.client.send');
    });
  });
});

describe.each(['domain', 'hash'] as const)('addresses: %s', (addresses) => {
  test.each(Object.entries(faults))(
    'where the server, at RCPT, %s, no sink has a name',
    async (_what, fault) => {
      const texts = await outputs({
        phase: 'rcpt',
        fault,
        mechanism: 'PLAIN',
        log: { ...everything, addresses },
      });
      expect(findings(texts)).toEqual([]);
      expect(texts['pino']).toMatch(addresses === 'hash' ? /"hash:[0-9a-f]{16}"/ : /"\*\*\*@home\.example"/);
    },
  );
});

test('the search finds what it looks for', async () => {
  const log: LogOptions = { ...everything, addresses: 'full' };
  const texts = await outputs({
    phase: 'rcpt',
    fault: '550 5.1.1 <zebedee@home.example>',
    mechanism: 'PLAIN',
    log,
  });
  const found = findings({ ...texts, own: `x${secret}x`, other: encodeURIComponent(forms[5] ?? '') });
  for (const sink of Object.keys(sinks)) expect(found.some((line) => line.startsWith(sink))).toBe(true);
  expect(found.some((line) => line.startsWith('own has the secret'))).toBe(true);
});
