import { setTimeout as wait } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { isSmtpError, wrapTransport } from 'nodemailer-smtp-errors';
import { everythingOf, findSecret, keepingLogger, secretForms } from './evidence.js';
import { idIn, isWhole, messageOf } from './messages.js';
import { timeouts } from './plan.js';
import { ChaosServer, certificate } from './server.js';

/** @typedef {import('./judge.js').Case} Case */
/** @typedef {import('./judge.js').Outcome} Outcome */
/** @typedef {import('./plan.js').Group} Group */
/** @typedef {import('./plan.js').Send} Send */
/** @typedef {import('nodemailer').Transporter} Transporter */
/** @typedef {import('nodemailer-smtp-errors/testing').SessionReport} SessionReport */

/** A send that takes so much longer than its deadline has not come to an end. */
const PATIENCE_MS = 20_000;

/**
 * What became of a group.
 *
 * @typedef {object} GroupReport
 * @property {Group} group
 * @property {readonly Case[]} cases
 * @property {number} connections
 * @property {number} faulty How many of them saw a fault.
 * @property {readonly SessionReport[]} open Those that a client has left open.
 * @property {readonly string[]} leaks Log lines with a secret in them.
 */

/**
 * Sends everything in a group and, when all is settled, says what both sides think of it.
 *
 * @param {Group} group
 * @param {boolean} bare With plain Nodemailer.
 * @returns {Promise<GroupReport>}
 */
export async function runGroup(group, bare) {
  const server = new ChaosServer(group);
  await server.start();
  const { lines, logger } = keepingLogger();
  const create = () => mailerFor(group, server, logger, bare);
  let mailer = create();
  /** @type {Map<string, AbortController>} */
  const aborts = new Map();
  server.onPhase = (id, phase) => {
    const abort = group.sends.find((send) => send.id === id)?.abort;
    if (abort !== undefined && 'phase' in abort && abort.phase === phase) aborts.get(id)?.abort();
  };

  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  const queue = [...group.sends];
  let begun = 0;
  const sender = async () => {
    for (let send = queue.shift(); send; send = queue.shift()) {
      begun += 1;
      if (begun === group.goodbye?.atSend) void server.sayGoodbye(group.goodbye.reply);
      if (begun === group.close?.atSend) {
        const { afterMs, force } = group.close;
        const closing = mailer;
        setTimeout(() => {
          closing.close({ force });
          if (mailer === closing) mailer = create();
        }, afterMs);
      }
      outcomes.set(send.id, await sendOne(mailer, send, aborts));
    }
  };
  await Promise.all(Array.from({ length: group.senders }, sender));
  mailer.close();
  const open = await server.settled();
  await server.close();
  return reportOn(group, server, outcomes, open, lines);
}

/** @param {Group} group @param {ChaosServer} server @param {ReturnType<typeof keepingLogger>['logger']} logger @param {boolean} bare @returns {Transporter} */
function mailerFor(group, server, logger, bare) {
  const { mechanism, user, given, secret, encryption, mode, pool, chatty, retry, guard, renews, deadline } =
    group;
  const mailer = nodemailer.createTransport({
    host: server.host,
    port: server.port,
    auth: mechanism === 'XOAUTH2' ? { type: 'OAuth2', user, accessToken: given } : { user, pass: given },
    ...(mechanism === 'XOAUTH2' ? {} : { authMethod: mechanism }),
    secure: encryption === 'implicit',
    requireTLS: encryption === 'starttls',
    lmtp: mode === 'lmtp',
    tls: { ca: certificate },
    ...timeouts,
    ...(pool === undefined ? {} : { pool: true, ...pool }),
    ...(chatty ? { logger, transactionLog: true } : {}),
  });
  if (bare) return mailer;
  return wrapTransport(mailer, {
    logger,
    log: { addresses: true, serverText: true },
    retry,
    deadline,
    loginGuard: guard,
    ...(renews ? { credentials: async () => ({ user, pass: secret }) } : {}),
  });
}

/** @param {Transporter} mailer @param {Send} send @param {Map<string, AbortController>} aborts @returns {Promise<Outcome>} */
async function sendOne(mailer, send, aborts) {
  const { abort } = send;
  const controller = abort === undefined ? undefined : new AbortController();
  if (controller) aborts.set(send.id, controller);
  const done = new AbortController();
  if (abort !== undefined && 'afterMs' in abort) setTimeout(() => controller?.abort(), abort.afterMs);
  const started = performance.now();
  const sending = mailer.sendMail(messageOf(send, controller?.signal)).then(resolved, rejected);
  const outcome = await Promise.race([
    sending,
    wait(PATIENCE_MS, undefined, { signal: done.signal }).then(
      /** @returns {Outcome} */ () => ({ how: 'pending' }),
      /** @returns {Promise<Outcome>} */ () => sending,
    ),
  ]);
  done.abort();
  return { ...outcome, ms: Math.round(performance.now() - started) };
}

/** @param {{ accepted?: unknown, rejected?: unknown, response?: unknown, recipients?: unknown }} info @returns {Outcome} */
function resolved({ accepted, rejected: refused, response, recipients }) {
  return {
    how: 'resolved',
    accepted: addresses(accepted),
    rejected: addresses(refused),
    response: String(response),
    recipients: Array.isArray(recipients) ? recipients : [],
  };
}

/** @param {unknown} error @returns {Outcome} */
function rejected(error) {
  const text = everythingOf(error);
  if (!isSmtpError(error)) return { how: 'untyped', text };
  const { kind, reason, delivery, phase, retry, attempts, recipients, transcript } = error;
  return {
    how: 'rejected',
    kind,
    reason,
    delivery,
    phase,
    retrySafe: retry.safe,
    attempts: attempts.length,
    recipients: recipients.map(({ address, outcome }) => ({ address, outcome })),
    transcript,
    text,
  };
}

/** @param {unknown} list @returns {readonly string[]} */
function addresses(list) {
  return Array.isArray(list) ? list.map(String) : [];
}

/** @param {Group} group @param {ChaosServer} server @param {ReadonlyMap<string, Outcome>} outcomes @param {readonly SessionReport[]} open @param {readonly string[]} lines @returns {GroupReport} */
function reportOn(group, server, outcomes, open, lines) {
  const { mishaps, messages, sessions, connections } = server;
  const dialogues = sessions.map(({ commands }) => commands);
  const secrets = secretForms(group.user, group.given, dialogues);
  const cases = group.sends.map((send) => {
    const outcome = outcomes.get(send.id) ?? { how: 'pending' };
    const own = messages.filter(({ to }) => to.some((address) => idIn(address) === send.id));
    return {
      send,
      outcome,
      secret: 'text' in outcome ? findSecret(outcome.text, secrets) : undefined,
      accepted: own.map(({ to, raw }) => ({ to, whole: isWhole(send, raw) })),
      attempts: server.attemptsOf(send.id),
      mishaps: mishaps.filter(({ id }) => id === send.id),
      dialogues: dialogues.filter((commands) => commands.some((line) => line.includes(`<${send.id}@`))),
    };
  });
  return {
    group,
    cases,
    connections,
    faulty: new Set(mishaps.map(({ connection }) => connection)).size,
    open,
    leaks: lines.filter((line) => findSecret(line, secrets) !== undefined),
  };
}
