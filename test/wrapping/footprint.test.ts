import { Readable } from 'node:stream';
import nodemailer, { type Transporter } from 'nodemailer';
import type MailMessage from 'nodemailer/lib/mailer/mail-message';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { wrapTransport } from 'nodemailer-smtp-errors';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mail } from '../helpers/both-ways.js';
import { nodemailerHas } from '../helpers/nodemailer-version.js';
import { start } from '../helpers/start.js';
import { footprint, type Kind, type Trace } from './footprint.js';

type Shot = ReadonlyMap<string, PropertyDescriptor>;
type Shots = ReadonlyMap<object, readonly [on: Trace['on'], Shot]>;

afterEach(() => vi.restoreAllMocks());

/** The own properties of an object as they are now, with what lists and listeners are in them. */
function shotOf(object: object): Shot {
  const properties = ownKeys(object).map((key) => {
    const property = { ...Object.getOwnPropertyDescriptor(object, key) };
    if (Array.isArray(property.value)) property.value = [...property.value];
    if (key === '_events') property.value = Object.keys(property.value).sort();
    return [typeof key === 'symbol' ? `[${key.description}]` : key, property] as const;
  });
  return new Map(properties);
}

/** How many listeners there are says no more than which. */
const ownKeys = (object: object) => Reflect.ownKeys(object).filter((key) => key !== '_eventsCount');

function shoot(objects: readonly (readonly [Trace['on'], unknown])[]): Shots {
  return new Map(
    objects.flatMap(([on, object]) =>
      object instanceof Object ? [[object, [on, shotOf(object)]] as const] : [],
    ),
  );
}

/** What differs from how the objects are now. */
function differences(shots: Shots): string[] {
  return [...shots].flatMap(([object, [on, before]]) => {
    const now = shotOf(object);
    const names = [...new Set([...before.keys(), ...now.keys()])];
    return names.filter((name) => !isSame(before.get(name), now.get(name))).map((name) => `${on}: ${name}`);
  });
}

/** Objects are the same where they are one and the same. */
function isSame(one: PropertyDescriptor | undefined, other: PropertyDescriptor | undefined): boolean {
  const flat = (of: PropertyDescriptor | undefined) =>
    Object.entries({ ...of }).flatMap(([, value]) => value);
  const [these, those] = [flat(one), flat(other)];
  return these.length === those.length && these.every((value, index) => Object.is(value, those[index]));
}

const surroundings = (mailer: Transporter): readonly (readonly [Trace['on'], unknown])[] => {
  const transport: unknown = mailer.transporter;
  return [
    ['transport', transport],
    ['transport.options', Reflect.get(Object(transport), 'options')],
    ['transport.logger', Reflect.get(Object(transport), 'logger')],
    ['mailer', mailer],
  ];
};

const tracesOf = (kind: Kind, on: RegExp): string[] =>
  footprint
    .filter((trace) => on.test(trace.on) && (trace.kinds ?? [kind]).includes(kind))
    .filter(({ since, until }) => (!since || nodemailerHas(since)) && !(until && nodemailerHas(until)))
    .map((trace) => `${trace.on}: ${trace.property}`)
    .sort();

const transports: Record<Kind, object> = { smtp: {}, pool: { pool: true }, other: { jsonTransport: true } };

/** What is otherwise on a mail and around it: while an attempt is made, a second one, and afterwards. */
interface Seen {
  readonly during: readonly string[];
  readonly after: readonly string[];
}

/** Sends a message of which one recipient is taken in the first attempt, and another in the second. */
async function watch(kind: Kind, wrap: (mailer: Transporter) => unknown): Promise<Seen> {
  let shots: Shots = new Map();
  let during: string[] = [];
  const look = () => {
    during = [...differences(shots), ...connections.flatMap(replacedIn)];
    return undefined;
  };
  const connections: Connection[] = [];
  const { connect } = SMTPConnection.prototype;
  vi.spyOn(SMTPConnection.prototype, 'connect').mockImplementation(function (this: SMTPConnection, done) {
    connections.push({ connection: this, logger: this.logger });
    return connect.call(this, done);
  });
  const server = await start({ script: { rcpt: ['ok', '451 4.3.0 Later'], 'final-dot': look } });
  const { host, port } = server;
  const own = { name: 'own', version: '1', send: sends(look) };
  const mailer = nodemailer.createTransport(
    kind === 'other' ? own : Object({ host, port, ...transports[kind] }),
  );
  wrap(mailer);
  mailer.use('stream', (message, done) => {
    message.message.processFunc((stream) => {
      shots = new Map([...shots, ...shoot([['stream of the message', stream]])]);
      return stream;
    });
    shots = shoot([
      ['mail', message],
      ['mail.data', message.data],
      ['message', message.message],
    ]);
    done();
  });
  const attachments = [{ content: Readable.from(['abc']) }];
  const message = { ...mail, to: ['b@example.com', 'c@example.com'], attachments };
  const given = shoot([
    ['mail.data', message],
    ['mail.data', attachments],
    ['mail.data', Object(attachments[0])],
  ]);
  await mailer.sendMail(message);
  const after = differences(new Map([...shots].filter(([, [on]]) => on.startsWith('m'))));
  mailer.close();
  vi.restoreAllMocks();
  return { during, after: [...after, ...differences(given)] };
}

/** A connection, and the logger that it was made with. */
interface Connection {
  readonly connection: SMTPConnection;
  readonly logger: unknown;
}

/** The methods of a connection that are not its class's, and its logger where that was exchanged. */
function replacedIn({ connection, logger }: Connection): readonly string[] {
  const methods = Object.keys(connection).filter((name) => {
    return typeof Reflect.get(Object.getPrototypeOf(connection), name) === 'function';
  });
  return [...methods, ...(connection.logger === logger ? [] : ['logger'])].map(
    (name) => `connection: ${name}`,
  );
}

function sends(look: () => unknown) {
  return (message: MailMessage<object>, done: (error: Error | null, info: object) => void) => {
    message.message
      .createReadStream()
      .on('end', () => {
        look();
        done(null, {});
      })
      .resume();
  };
}

describe.each(['smtp', 'pool', 'other'] as const)('the footprint (%s)', (kind) => {
  test('of wrapping is what the list says, and no send adds to it', async () => {
    const { host, port } = await start();
    const mailer = nodemailer.createTransport(Object({ host, port, ...transports[kind] }));
    await mailer.sendMail(mail);
    const before = shoot(surroundings(mailer));
    wrapTransport(mailer);
    const traces = tracesOf(kind, /^(?:transport|mailer)/);
    expect(differences(before).sort()).toEqual(traces);
    await mailer.sendMail(mail);
    await mailer.sendMail(mail);
    expect(differences(before).sort()).toEqual(traces);
    mailer.close();
  });

  test('of a send is what the list says while it lasts, and nothing afterwards', async () => {
    const bare = await watch(kind, () => undefined);
    const wrapped = await watch(kind, (mailer) => wrapTransport(mailer, { retry: { minTimeout: 1 } }));
    const added = new Set(wrapped.during.filter((name) => !bare.during.includes(name)));
    expect([...added].sort()).toEqual(tracesOf(kind, /^(?:mail$|mail\.|message|stream|connection)/));
    expect(wrapped.after).toEqual(bare.after);
  });
});
