import { syncBuiltinESMExports } from 'node:module';
import { Application, SECOND_PORT, SMTP_PORT } from './application/application.js';
import { behaviours } from './application/behaviours/index.js';
import { hasLimits } from './limits.js';
import { SimulatedServer } from './server/server.js';
import { TOKEN_PORT, TokenEndpoint } from './server/token-endpoint.js';
import { installChance } from './world/chance.js';
import { Clock } from './world/clock.js';
import { Journal } from './world/journal.js';
import { Network } from './world/network.js';

/** @typedef {import('./plan.js').Plan} Plan */

const MINUTE = 60_000;

/** When the last of the faults has ended. */
export const FAULTS_END_MS = 10 * MINUTE;

/** How long after that an application may have to try again until everything is delivered: more than the longest cool-down, and four tries. */
export const LIVENESS_MS = 40 * MINUTE;

/** How many messages show that all is well again: a burst, as a newsletter is one. */
const CANARIES = 30;

/** How long things may take to come to rest after everything is closed. */
const REST_MS = 20 * MINUTE;

/** A run that takes so many steps does not come to an end. */
const MAX_STEPS = 400_000;

/**
 * All that is known of a run after its end: what the oracle looks at.
 *
 * @typedef {object} Evidence
 * @property {Plan} plan
 * @property {Application} application
 * @property {SimulatedServer} server
 * @property {Network} network
 * @property {Journal} journal
 * @property {readonly import('./application/application.js').Request[]} canaries Sent when all was well again.
 * @property {number} closedAt When the application closed everything.
 * @property {readonly unknown[]} unhandled
 * @property {readonly string[]} leftBehind
 * @property {boolean} cameToRest
 * @property {number} ms Virtual time.
 */

/**
 * Runs a plan: an application, a server and a network in a world of their own.
 *
 * @param {Plan} plan
 * @returns {Promise<Evidence>}
 */
export async function run(plan) {
  const clock = new Clock();
  const giveChanceBack = installChance(plan.seed);
  const journal = new Journal(() => clock.now);
  const network = new Network(clock, journal, plan.seed, plan.travel);
  const giveNetworkBack = network.install();
  /** @type {unknown[]} */
  const unhandled = [];
  const onUnhandled = (/** @type {unknown} */ error) => unhandled.push(error);
  process.on('unhandledRejection', onUnhandled);
  process.on('uncaughtException', onUnhandled);

  // What Node prints of a warning is for people; here it is one more way out for words.
  const warned = process.listeners('warning');
  process.removeAllListeners('warning');

  const server = new SimulatedServer(clock, journal, plan.seed, plan.server);
  let freezeFor = 0;
  const application = new Application(clock, journal, network, server, plan.seed, plan, (ms) => {
    freezeFor = ms;
  });
  process.on('warning', (warning) => application.told.push(warning.message));
  const tokens = new TokenEndpoint(clock, plan.tokens, () => application.issueToken());
  network.listen(SMTP_PORT, Object.assign(server, { speaksSmtp: true }));
  network.listen(SECOND_PORT, Object.assign(server.twin(), { speaksSmtp: true }));
  network.listen(TOKEN_PORT, tokens);

  let steps = 0;
  const step = () => {
    steps += 1;
    try {
      if (freezeFor > 0) {
        const ms = freezeFor;
        freezeFor = 0;
        clock.freeze(ms);
      } else clock.next();
    } catch (error) {
      unhandled.push(error);
    }
  };
  /** @param {number} until @param {() => boolean} isOver */
  const pass = (until, isOver) =>
    clock.run(step, () => isOver() || clock.isIdle || clock.now >= until || steps >= MAX_STEPS);
  const waitUntil = async (/** @type {number} */ at) => {
    let isThere = false;
    clock.inProcess(at - clock.now, () => {
      isThere = true;
    });
    await pass(Number.POSITIVE_INFINITY, () => isThere);
  };

  for (const { does, at, how } of plan.steps) {
    clock.inProcess(at, () => {
      journal.note('step', does);
      behaviours[does]?.act(application, how);
    });
  }
  await waitUntil(FAULTS_END_MS);
  server.heal();
  tokens.heal();
  application.mend();
  await pass(FAULTS_END_MS + LIVENESS_MS / 2, () => !application.isBusy);
  // Longer than any cool-down: whoever comes now finds everything in order.
  await waitUntil(Math.max(clock.now, FAULTS_END_MS) + LIVENESS_MS / 2);
  const { perMinute, deadline } = plan.mailer;
  const isLimited = perMinute > 0 || deadline > 0 || hasLimits(plan);
  const canaries = Array.from({ length: isLimited ? plan.mailer.maxConnections + 1 : CANARIES }, () =>
    application.send({ does: ['sends when all is well again'] }),
  );
  await pass(clock.now + LIVENESS_MS / 2, () => !application.isBusy);
  // What is on its way may still take the time that it has.
  const isBusy = application.isBusy;
  application.close();
  const closedAt = clock.now;
  // Nodemailer gives a server five seconds to close its side.
  await waitUntil(closedAt + 15_000);
  const soon = isBusy
    ? []
    : [
        ...(application.pending > 0 ? [`${application.pending} messages that are pending`] : []),
        ...network.open.map((number) => `connection ${number} after fifteen seconds`),
      ];
  await waitUntil(closedAt + REST_MS);

  const leftBehind = [
    ...soon,
    ...(clock.timers > 0 ? [`${clock.timers} timers`] : []),
    ...network.open.map((number) => `connection ${number}`),
    ...application.leftBehind(),
  ];
  process.removeAllListeners('warning');
  for (const listener of warned) process.on('warning', listener);
  process.off('unhandledRejection', onUnhandled);
  process.off('uncaughtException', onUnhandled);
  const ms = clock.now;
  giveNetworkBack();
  giveChanceBack();
  clock.uninstall();
  syncBuiltinESMExports();
  return {
    plan,
    application,
    server,
    network,
    journal,
    canaries,
    closedAt,
    unhandled,
    leftBehind,
    cameToRest: steps < MAX_STEPS,
    ms,
  };
}
