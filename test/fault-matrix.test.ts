import {
  type Action,
  accepting,
  afterBytes,
  closing,
  drop,
  type Fault,
  garbage,
  hang,
  type Pace,
  reset,
  type Script,
} from 'nodemailer-smtp-errors/testing';
import { describe, expect, test } from 'vitest';
import { nodemailerHas } from './helpers/nodemailer-version.js';
import {
  allClosed,
  contradictions,
  haltMessages,
  longText,
  type Mode,
  mail,
  mailerFor,
  type Outcome,
  sendOnce,
  settle,
  startFor,
} from './helpers/send-once.js';

/** Where the server misbehaves, and what an error calls it. */
const phases = {
  greeting: 'greeting',
  ehlo: 'ehlo',
  starttls: 'tls',
  auth: 'auth',
  'auth-response': 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
  data: 'data',
  body: 'body',
  'final-dot': 'final-dot',
} as const;

type FaultyPhase = keyof typeof phases;

/** What the server does, and what that means for a message whose final dot has not gone out. */
const faults = {
  'a 4xx reply': { action: '451 4.3.0 Try again later', code: 451, safe: true },
  'a 5xx reply': { action: '550 5.3.0 No', code: 550, safe: false },
  '221 and the end': { action: closing('221 2.0.0 Bye'), code: 221, reason: 'server.closing', safe: true },
  '221 and no end': { action: '221 2.0.0 Bye', code: 221, reason: 'server.closing', safe: true },
  '421 and the end': {
    action: closing('421 4.3.2 Shutting down'),
    code: 421,
    reason: 'server.closing',
    safe: true,
  },
  'FIN without a word': { action: drop(), reason: 'connection.lost', safe: true },
  RST: { action: reset(), reason: 'connection.reset', safe: true },
  garbage: { action: garbage(), reason: 'protocol.violation', safe: false },
  silence: { action: hang(), reason: 'connection.timeout', safe: true },
} as const satisfies Record<
  string,
  { action: string | Fault; code?: number; reason?: string; safe: boolean }
>;

type FaultName = keyof typeof faults;

/** After the final dot only a refusal says that the message was not taken. */
const refusals: readonly FaultName[] = ['a 4xx reply', 'a 5xx reply', '421 and the end'];

const kindOfRefusal: { readonly [phase in FaultyPhase]?: string } = {
  starttls: 'TlsFailed',
  auth: 'AuthenticationFailed',
  'auth-response': 'AuthenticationFailed',
};

/** How the server can be reached, and how its replies are fed: each once, for the simulation has them all together. */
const everywhere: readonly (readonly [mode: Mode, pace: Pace])[] = [
  ['plain', 'bytes'],
  ['pool', 'lines'],
  ['tls', 'whole'],
  ['starttls', 'lines'],
];

const cellsOf: { readonly [phase in FaultyPhase]?: typeof everywhere } = {
  starttls: [
    ['starttls', 'bytes'],
    ['pool, starttls', 'whole'],
  ],
  'final-dot': [...everywhere, ['lmtp', 'bytes']],
};

/** What a cell of the matrix is held to. */
interface Verdict {
  readonly contradictions: readonly string[];
  readonly kind?: string | undefined;
  readonly reason?: string | undefined;
  readonly phase: string | undefined;
  readonly delivery: string | undefined;
  readonly safe: boolean | undefined;
  readonly code: number | undefined;
  readonly accepted: number;
}

function verdictOn(outcome: Outcome): Verdict {
  const { error, accepted } = outcome;
  return {
    contradictions: contradictions(outcome),
    kind: error?.kind,
    reason: error?.reason,
    phase: error?.phase,
    delivery: error?.delivery,
    safe: error?.retry.safe,
    code: error?.reply?.code,
    accepted,
  };
}

function expectation(phase: FaultyPhase, name: FaultName, mode: Mode): Partial<Verdict> {
  const fault: { code?: number; reason?: string; safe: boolean } = faults[name];
  const { code, reason, safe } = fault;
  const truth = { contradictions: [], phase: phases[phase], code, accepted: 0 };
  if (phase === 'final-dot' && !refusals.includes(name)) {
    return {
      ...truth,
      kind: 'DeliveryUnknown',
      reason: 'delivery.unknown',
      delivery: 'unknown',
      safe: false,
    };
  }
  // Nodemailer tells of a connection that ended before its greeting when it is long gone.
  const late = mode === 'pool' || !nodemailerHas('ends before a greeting');
  const place = phase === 'greeting' && name === 'FIN without a word' && late ? 'connect' : undefined;
  // A server that asks to be tried later is one, also where it was asked for encryption.
  const isBusy = phase === 'starttls' && name === 'a 4xx reply';
  const kind = reason === undefined && !isBusy ? kindOfRefusal[phase] : undefined;
  return {
    ...truth,
    ...(place === undefined ? {} : { phase: place }),
    ...(kind === undefined ? {} : { kind }),
    ...(reason === undefined ? {} : { reason }),
    delivery: 'not-sent',
    // Encryption that is asked for and not to be had is the operator's business.
    safe: kind === 'TlsFailed' ? false : safe,
  };
}

/** Short where nothing comes any more, and only there: what is slow for another reason must not time out. */
function timeoutsFor(phase: FaultyPhase, name: FaultName): object {
  if (name !== 'silence') return {};
  return phase === 'greeting' ? { greetingTimeout: 600 } : { socketTimeout: 600 };
}

describe.each(Object.keys(phases).filter((phase): phase is FaultyPhase => phase in phases))(
  'in the phase %s',
  (phase) => {
    const names = Object.keys(faults).filter((name): name is FaultName => name in faults);
    test.concurrent.each(names)('%s', async (name) => {
      const { action } = faults[name];
      const script: Script = { [phase]: phase === 'body' ? afterBytes(1000, action) : action };
      const cells = cellsOf[phase] ?? everywhere;
      const outcomes = await Promise.all(
        cells.map(async ([mode, pace]) => {
          const outcome = await sendOnce({
            mode,
            pace,
            script,
            options: timeoutsFor(phase, name),
            ...(phase === 'body' ? { halts: true, message: { text: longText } } : {}),
          });
          return [`${mode}, ${pace}`, verdictOn(outcome)] as const;
        }),
      );
      const expected = cells.map(
        ([mode, pace]) =>
          [`${mode}, ${pace}`, expect.objectContaining(expectation(phase, name, mode))] as const,
      );
      expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expected));
    });
  },
);

describe('a server that took the message and', () => {
  const endings: Record<string, Fault> = {
    'says 221 and leaves': closing('221 2.0.0 Bye'),
    'says 221': { says: '221 2.0.0 Bye' },
    'leaves before the reply': drop(),
    'resets the connection before the reply': reset(),
    'leaves in the middle of its 250': { says: Buffer.from('250 2.0.0 O'), ending: 'drop' },
    'leaves after two digits': { says: Buffer.from('25'), ending: 'drop' },
    'says something that is no reply': garbage(),
    'says 354 again': { says: '354 Go ahead' },
    'says nothing': hang(),
  };
  const modes: readonly Mode[] = ['plain', 'pool', 'tls', 'starttls', 'pool, starttls', 'lmtp'];

  test.concurrent.each(Object.keys(endings))('%s: nobody can know', async (name) => {
    const script = { 'final-dot': accepting(endings[name] ?? {}) };
    const options = name === 'says nothing' ? { socketTimeout: 600 } : {};
    const outcomes = await Promise.all(modes.map((mode) => sendOnce({ mode, script, options })));
    for (const outcome of outcomes) {
      expect(verdictOn(outcome)).toMatchObject({
        contradictions: [],
        kind: 'DeliveryUnknown',
        phase: 'final-dot',
        delivery: 'unknown',
        safe: false,
        accepted: 1,
      });
    }
  });
});

test.each(['250 2.0.0 Go ahead', '252 Well then', '300 Go ahead'])(
  '%s is no go-ahead: nothing of the message goes out',
  async (goAhead) => {
    for (const mode of ['plain', 'pool', 'tls'] as const) {
      const script = { data: accepting(goAhead), 'final-dot': accepting(drop()) };
      expect(verdictOn(await sendOnce({ mode, script }))).toMatchObject({
        contradictions: [],
        reason: 'protocol.violation',
        delivery: 'not-sent',
        safe: true,
        accepted: 0,
      });
    }
  },
);

describe('a big message', () => {
  const attachments = [{ filename: 'big.bin', content: Buffer.alloc(8 * 2 ** 20, 'big') }];
  const modes: readonly Mode[] = ['plain', 'pool', 'tls'];
  const breaks = { 'a FIN': drop(), 'a RST': reset(), 'a 221': closing('221 2.0.0 Bye') };

  test.each(Object.entries(breaks))('broken off by %s was not sent', async (_name, fault) => {
    for (const mode of modes) {
      const script = { body: afterBytes(100_000, fault) };
      const outcome = await sendOnce({ mode, script, message: { attachments } });
      expect(verdictOn(outcome)).toMatchObject({
        contradictions: [],
        kind: expect.stringMatching(/^Connection(?:Closed|Failed)$/),
        phase: 'body',
        delivery: 'not-sent',
        safe: true,
        accepted: 0,
      });
    }
  });

  test('refused before its end can no longer be accepted, although a pool would go on', async () => {
    for (const mode of modes) {
      const script = { body: afterBytes(100_000, '552 5.3.4 Too big') };
      const outcome = await sendOnce({ mode, script, message: { attachments } });
      expect(verdictOn(outcome)).toMatchObject({ contradictions: [], phase: 'body', code: 552, accepted: 0 });
    }
  });
});

test('an acceptance before the message is complete is none', async () => {
  for (const mode of ['plain', 'pool', 'tls'] as const) {
    const script = { body: afterBytes(1000, '250 2.0.0 OK: queued') };
    const outcome = await sendOnce({ mode, script, halts: true, message: { text: longText } });
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      kind: 'DeliveryUnknown',
      safe: false,
      code: 250,
      accepted: 0,
    });
  }
});

describe('TLS from the first byte', () => {
  const breaks = {
    drop: drop(),
    reset: reset(),
    garbage: garbage(),
    silence: hang(),
    '221 in clear': '221 Bye',
  };

  test.concurrent.each(Object.entries(breaks))(
    '%s instead of a handshake: not sent',
    async (_name, action) => {
      const options = { connectionTimeout: 250 };
      const outcome = await sendOnce({ mode: 'tls', script: { tls: action }, options });
      expect(verdictOn(outcome)).toMatchObject({
        contradictions: [],
        kind: expect.stringMatching(/^(?:TlsFailed|ConnectionFailed|ConnectionClosed)$/),
        delivery: 'not-sent',
        accepted: 0,
      });
    },
  );

  test.concurrent.each(Object.entries(faults))(
    'after STARTTLS, %s to the second EHLO',
    async (name, { action }) => {
      const script = { ehlo: ['ok', action, action] };
      const options = name === 'silence' ? { socketTimeout: 600 } : {};
      const outcome = await sendOnce({ mode: 'starttls', script, options });
      expect(verdictOn(outcome)).toMatchObject({
        contradictions: [],
        phase: 'ehlo',
        delivery: 'not-sent',
        accepted: 0,
      });
    },
  );
});

/** The phases in which an application may lose its patience; `halted` is the middle of the body. */
const moments = [
  'greeting',
  'ehlo',
  'auth',
  'auth-response',
  'mail',
  'rcpt',
  'data',
  'halted',
  'final-dot',
] as const;

const forced = test.runIf(nodemailerHas('forced closing'));

/** Has the application act when the server is asked for its reply, which then is `reply`. */
async function sendAndAct(
  mode: Mode,
  moment: (typeof moments)[number],
  act: (close: () => void) => void,
  { reply = hang(), signal }: { reply?: Action; signal?: AbortSignal } = {},
): Promise<Outcome> {
  let close: () => void = () => undefined;
  const step = () => {
    act(close);
    return reply;
  };
  return sendOnce({
    mode,
    script: moment === 'halted' ? {} : { [moment]: step },
    message: { text: longText, ...(signal === undefined ? {} : { signal }) },
    prepare: (mailer) => {
      close = () => mailer.close({ force: true });
      if (moment === 'halted') haltMessages(mailer, () => act(close));
    },
  });
}

describe.each(moments)('an application that gives up at %s', (moment) => {
  const delivery = moment === 'final-dot' ? 'unknown' : 'not-sent';

  test.concurrent.each<Mode>(['plain', 'pool', 'tls', 'starttls'])('by its signal (%s)', async (mode) => {
    const controller = new AbortController();
    const outcome = await sendAndAct(mode, moment, () => controller.abort(), { signal: controller.signal });
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      kind: 'SendAborted',
      reason: 'send.aborted',
      delivery,
      safe: false,
    });
  });

  forced.concurrent.each<Mode>(['pool', 'pool, starttls'])(
    'by close({ force: true }) (%s; Nodemailer 10.4)',
    async (mode) => {
      const outcome = await sendAndAct(mode, moment, (close) => close());
      expect(verdictOn(outcome)).toMatchObject({
        contradictions: [],
        kind: moment === 'final-dot' ? 'DeliveryUnknown' : 'ConnectionClosed',
        delivery,
      });
    },
  );
});

describe('an application that gives up while the 250 is on its way', () => {
  test.each<Mode>(['plain', 'pool', 'tls'])(
    'by its signal (%s): unknown, and it was accepted',
    async (mode) => {
      const controller = new AbortController();
      const act = () => controller.abort();
      const outcome = await sendAndAct(mode, 'final-dot', act, { reply: 'ok', signal: controller.signal });
      expect(verdictOn(outcome)).toMatchObject({ contradictions: [], kind: 'SendAborted', accepted: 1 });
    },
  );

  forced('by close({ force: true }): unknown, and it was accepted (Nodemailer 10.4)', async () => {
    const outcome = await sendAndAct('pool', 'final-dot', (close) => close(), { reply: 'ok' });
    expect(verdictOn(outcome)).toMatchObject({ contradictions: [], kind: 'DeliveryUnknown', accepted: 1 });
  });
});

test('a message that waits for a connection of the pool and is aborted was not sent', async () => {
  await using server = await startFor('pool', { mail: hang() });
  const mailer = mailerFor(server, 'pool', { maxConnections: 1 });
  const first = settle(mailer.sendMail(mail));
  const controller = new AbortController();
  const second = settle(mailer.sendMail({ ...mail, signal: controller.signal }));
  await server.until(
    ({ sessions }) => sessions[0]?.commands.some((line) => line.startsWith('MAIL')) ?? false,
  );
  controller.abort();
  expect((await second).error).toMatchObject({
    kind: 'SendAborted',
    delivery: 'not-sent',
    retry: { safe: false },
  });
  await server.close();
  mailer.close();
  expect((await first).error).toMatchObject({
    kind: 'ConnectionClosed',
    phase: 'mail',
    delivery: 'not-sent',
  });
});

test('a server that is not there has nothing', async () => {
  const server = await startFor('plain', {});
  await server.close();
  for (const mode of ['plain', 'pool', 'tls'] as const) {
    const mailer = mailerFor(server, mode);
    const outcome = { ...(await settle(mailer.sendMail(mail))), accepted: server.messages.length };
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      kind: 'ConnectionFailed',
      reason: 'connection.refused',
      phase: 'connect',
      delivery: 'not-sent',
      safe: true,
    });
  }
});

describe('the second message over a connection of the pool', () => {
  const inTransaction = ['mail', 'rcpt', 'data', 'final-dot'] as const;
  const names = Object.keys(faults).filter((name): name is FaultName => name in faults);

  test.concurrent.each(names)('%s, which the first one did not meet', async (name) => {
    for (const phase of inTransaction) {
      const step = ({ message }: { readonly message: number }) =>
        message === 2 ? faults[name].action : undefined;
      await using server = await startFor('pool', { [phase]: step });
      const options = { maxConnections: 1, ...timeoutsFor(phase, name) };
      const mailer = mailerFor(server, 'pool', options);
      await mailer.sendMail({ ...mail, from: 'first@example.com' });
      const ending = await settle(mailer.sendMail({ ...mail, from: 'second@example.com' }));
      mailer.close();
      await server.until(allClosed);
      expect(server.messages.filter(({ from }) => from.startsWith('first'))).toHaveLength(1);
      const accepted = server.messages.filter(({ from }) => from.startsWith('second')).length;
      const { delivery, safe, code } = expectation(phase, name, 'pool');
      // How a connection ended that was used before, a pool only says where the message was begun.
      expect(verdictOn({ ...ending, accepted })).toMatchObject({
        contradictions: [],
        phase,
        delivery,
        safe,
        code,
      });
    }
  });

  test('goes out over another one where the first was closed meanwhile, and once', async () => {
    for (const end of [drop(), reset(), closing('221 2.0.0 Bye'), closing('421 4.4.2 Bye')]) {
      const meet = ({ message }: { readonly message: number }) => (message === 2 ? end : undefined);
      await using server = await startFor('pool', { mail: meet });
      const mailer = mailerFor(server, 'pool', { maxConnections: 1, maxRequeues: 5 });
      await mailer.sendMail(mail);
      const ending = await settle(mailer.sendMail({ ...mail, from: 'second@example.com' }));
      mailer.close();
      await server.until(allClosed);
      const accepted = server.messages.filter(({ from }) => from.startsWith('second')).length;
      expect(contradictions({ ...ending, accepted })).toEqual([]);
    }
  });
});

describe('a server that goes on after its 221', () => {
  test('at the login: what it refuses then is a refusal', async () => {
    const script = { 'auth-response': accepting('221 2.0.0 Bye'), rcpt: '550 5.1.1 No such user' };
    for (const mode of ['plain', 'pool'] as const) {
      expect(verdictOn(await sendOnce({ mode, script }))).toMatchObject({
        phase: 'rcpt',
        code: 550,
        safe: false,
      });
    }
  });

  test('at the login, and takes the message: delivered', async () => {
    const outcome = await sendOnce({
      mode: 'plain',
      script: { 'auth-response': accepting('221 2.0.0 Bye') },
    });
    expect(outcome).toMatchObject({ accepted: 1, response: expect.stringMatching(/^250/) });
  });

  test('at the end of one message: that was not said to the next one', async () => {
    const script: Script = {
      mail: ({ message }) => (message === 2 ? '550 5.7.1 Not you' : undefined),
      'final-dot': ['221 2.0.0 Bye'],
    };
    await using server = await startFor('pool', script);
    const mailer = mailerFor(server, 'pool', { maxConnections: 1 });
    expect((await settle(mailer.sendMail(mail))).error).toMatchObject({ kind: 'DeliveryUnknown' });
    expect((await settle(mailer.sendMail(mail))).error).toMatchObject({
      phase: 'mail',
      reply: { code: 550 },
    });
    expect(server.sessions).toHaveLength(1);
    mailer.close();
  });
});

describe('LMTP answers for each recipient', () => {
  const to = ['bob@example.com', 'carol@example.com', 'dave@example.com'];
  const answering = (answers: { readonly [recipient: string]: Action }, halts = false) =>
    sendOnce({
      mode: 'lmtp',
      script: { 'final-dot': ({ recipient = '' }) => answers[recipient] },
      message: { to },
      halts,
    });

  test('all refused: rejects, where Nodemailer resolves', async () => {
    const outcome = await answering({
      'bob@example.com': '550 5.1.1 No such user',
      'carol@example.com': '550 5.1.1 No such user',
      'dave@example.com': '550 5.1.1 No such user',
    });
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      kind: 'RecipientRejected',
      phase: 'final-dot',
      delivery: 'not-sent',
      safe: false,
      code: 550,
      accepted: 0,
    });
    expect(outcome.error?.recipients.map(({ address, outcome: fate }) => [address, fate])).toEqual(
      to.map((address) => [address, 'rejected']),
    );
  });

  test('all refused, one of them for now: worth another try', async () => {
    const outcome = await answering({
      'bob@example.com': '550 5.1.1 No such user',
      'carol@example.com': '452 4.2.2 Mailbox full',
      'dave@example.com': '550 5.1.1 No such user',
    });
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      delivery: 'not-sent',
      safe: true,
      code: 452,
    });
    expect(outcome.error?.recipients.map(({ outcome: fate }) => fate)).toEqual([
      'rejected',
      'deferred',
      'rejected',
    ]);
  });

  test('some refused: resolves as Nodemailer does', async () => {
    const outcome = await answering({ 'carol@example.com': '550 5.1.1 No such user' });
    expect(outcome).toMatchObject({ accepted: 1, rejected: ['carol@example.com'] });
    expect(outcome.error).toBeUndefined();
  });

  test.each(to)('221 for %s: nobody can know', async (recipient) => {
    const outcome = await answering({ [recipient]: closing('221 2.0.0 Bye') });
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      kind: 'DeliveryUnknown',
      phase: 'final-dot',
      delivery: 'unknown',
      safe: false,
    });
  });

  test.each(to)('lost before the answer for %s: nobody can know', async (recipient) => {
    const outcome = await answering({ [recipient]: drop() });
    expect(verdictOn(outcome)).toMatchObject({
      contradictions: [],
      kind: 'DeliveryUnknown',
      delivery: 'unknown',
    });
  });

  test('lost after a refusal for everybody so far: the others are still unknown', async () => {
    const outcome = await answering({
      'bob@example.com': '550 5.1.1 No such user',
      'carol@example.com': accepting(drop()),
    });
    expect(verdictOn(outcome)).toMatchObject({ contradictions: [], kind: 'DeliveryUnknown', accepted: 1 });
  });
});

describe('many sends at once', () => {
  const COUNT = 45;
  const plans = [
    { phase: 'mail', fault: (id: string) => `451 4.3.0 Not now, ${id}`, code: 451 },
    { phase: 'rcpt', fault: (id: string) => `550 5.1.1 No such user, ${id}`, code: 550 },
    { phase: 'final-dot', fault: () => undefined },
    { phase: 'data', fault: (id: string) => closing(`221 2.0.0 Bye, ${id}`), code: 221 },
    { phase: 'final-dot', fault: (id: string) => closing(`421 4.3.2 Later, ${id}`), code: 421 },
    { phase: 'mail', fault: () => drop() },
    { phase: 'final-dot', fault: () => accepting(reset()) },
    { phase: 'rcpt', fault: () => reset() },
    { phase: 'final-dot', fault: (id: string) => `554 5.6.0 Not this, ${id}`, code: 554 },
  ] as const;

  const idOf = (index: number) => `m${String(index).padStart(3, '0')}`;
  const idsIn = (lines: readonly string[]) => new Set(lines.join('\n').match(/\bm\d{3}\b/g));
  const planFor = (id: string) => {
    const plan = plans[Number(id.slice(1)) % plans.length];
    if (!plan) throw new RangeError(id);
    return plan;
  };

  /** Finds out on each connection which message it carries, and does to it what its plan says. */
  function scriptByMessage(): Script {
    const carried = new Map<number, string>();
    const stepFor =
      (phase: 'mail' | 'rcpt' | 'data' | 'final-dot') =>
      ({ connection, command }: { readonly connection: number; readonly command: string }) => {
        const named = /^MAIL FROM:<(m\d{3})@/.exec(command)?.[1];
        if (named !== undefined) carried.set(connection, named);
        const id = carried.get(connection) ?? '';
        const plan = planFor(id);
        return plan.phase === phase ? plan.fault(id) : undefined;
      };
    return {
      mail: stepFor('mail'),
      rcpt: stepFor('rcpt'),
      data: stepFor('data'),
      'final-dot': stepFor('final-dot'),
    };
  }

  test.each<Mode>(['plain', 'pool', 'tls'])('each error tells of its own session only (%s)', async (mode) => {
    await using server = await startFor(mode, scriptByMessage());
    const mailer = mailerFor(server, mode, mode === 'pool' ? { maxConnections: 7, maxMessages: 4 } : {});
    const ids = Array.from({ length: COUNT }, (_, index) => idOf(index));
    const endings = await Promise.all(
      ids.map((id) =>
        settle(mailer.sendMail({ ...mail, from: `${id}@example.com`, to: `${id}@example.net` })),
      ),
    );
    mailer.close();
    await server.until(allClosed);

    for (const [index, ending] of endings.entries()) {
      const id = idOf(index);
      const { phase, ...plan } = planFor(id);
      const accepted = server.messages.filter(({ from }) => from.startsWith(id)).length;
      expect({ id, untrue: contradictions({ ...ending, accepted }) }).toEqual({ id, untrue: [] });
      if (plan.fault(id) === undefined) {
        expect(ending.response).toMatch(/^250/);
        continue;
      }
      const { error } = ending;
      expect(error).toMatchObject({ phase });
      expect(error?.reply?.code).toBe('code' in plan ? plan.code : undefined);
      if (error?.reply) expect(error.reply.text).toContain(id);

      const told = idsIn(error?.transcript ?? []);
      expect(told).toContain(id);
      const own = server.sessions.find(({ commands }) => idsIn(commands).has(id));
      expect([...told].filter((other) => !idsIn(own?.commands ?? []).has(other))).toEqual([]);
      if (mode !== 'pool') expect([...told]).toEqual([id]);
    }
  });

  test('logins of different users over one transport: each reads what was said to it', async () => {
    const names = Array.from({ length: 40 }, (_, index) => idOf(index));
    await using server = await startFor('plain', {
      'auth-response': ({ command }) => {
        const [, user = ''] = Buffer.from(command.split(' ')[2] ?? '', 'base64')
          .toString()
          .split('\0');
        return Number(user.slice(1)) % 2 === 0 ? closing(`221 2.0.0 Bye, ${user}`) : `535 5.7.8 No, ${user}`;
      },
    });
    const mailer = mailerFor(server, 'plain');
    const endings = await Promise.all(
      names.map((user) => settle(mailer.sendMail({ ...mail, auth: { user, pass: `secret of ${user}` } }))),
    );
    for (const [index, { error }] of endings.entries()) {
      const id = idOf(index);
      const kind = index % 2 === 0 ? 'ConnectionClosed' : 'AuthenticationFailed';
      expect(error).toMatchObject({ kind, phase: 'auth', delivery: 'not-sent' });
      expect(error?.reply?.text).toContain(id);
      expect([...idsIn(error?.transcript ?? [])]).toEqual([id]);
    }
  });
});
