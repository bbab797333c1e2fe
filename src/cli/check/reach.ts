import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { systemError } from './broken.js';
import { StepFailure } from './failure.js';
import type { Plan } from './plan.js';
import type { Found } from './step.js';
import { within } from './within.js';

const about = { phase: 'connect', command: 'CONN' } as const;

/** Every address of the host. */
export async function resolveHost({ target, timeoutMs }: Plan): Promise<Found<readonly LookupAddress[]>> {
  const { host } = target;
  const family = isIP(host);
  if (family !== 0)
    return { value: [{ address: host, family }], text: 'an address already', status: 'skipped' };
  const silent = () => {
    const error = { code: 'EDNS', message: `DNS lookup for ${host} timed out` };
    return new StepFailure(`no answer from the name server within ${timeoutMs / 1000} s`, {
      ...about,
      error,
    });
  };
  try {
    const addresses = await within(timeoutMs, lookup(host, { all: true }), silent);
    const texts = addresses.map(({ address }) => address);
    return { value: addresses, text: texts.join(', '), facts: { addresses: texts } };
  } catch (error) {
    if (error instanceof StepFailure || !(error instanceof Error)) throw error;
    throw new StepFailure(error.message, { ...about, error: { ...systemError(error), code: 'EDNS' } });
  }
}

/** Connects to whichever of the addresses answers first. */
export async function connectTo(plan: Plan, addresses: readonly LookupAddress[]): Promise<Found<Socket>> {
  const { target, timeoutMs } = plan;
  const socket = connect({
    host: target.host,
    port: target.port,
    noDelay: true,
    autoSelectFamily: true,
    // The addresses are known; asking again would count the time of the name server twice.
    lookup: (_host, options, answer) => {
      if (options.all) answer(null, [...addresses]);
      else answer(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    },
  });
  // Whatever happens later is for the reader of the lines to tell; nothing may crash the process.
  socket.on('error', () => undefined);
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error) => reject(refused(error)));
  });
  await within(timeoutMs, connected, () => {
    socket.destroy();
    const error = { code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT', message: 'Connection timeout' };
    return new StepFailure(`no connection within ${timeoutMs / 1000} s`, { ...about, error });
  });
  const { remoteAddress = target.host, remotePort = target.port } = socket;
  const text = remoteAddress.includes(':')
    ? `[${remoteAddress}]:${remotePort}`
    : `${remoteAddress}:${remotePort}`;
  return { value: socket, text, facts: { address: remoteAddress, port: remotePort } };
}

/** Of several addresses that all failed, Node says what each said. */
function refused(error: Error): StepFailure {
  const each =
    error instanceof AggregateError ? error.errors.filter((inner) => inner instanceof Error) : [error];
  const message = each.map((inner) => inner.message).join('; ');
  const first = each[0] ?? error;
  return new StepFailure(message, { ...about, error: { ...systemError(first), message } });
}
