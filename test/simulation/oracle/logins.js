import { OTHER_LOGIN } from '../application/behaviours/transport-per-request.js';
import { limitsConnections } from '../limits.js';
import { isAbort, isByClock, isReady } from './settling.js';

/** @typedef {import('./evidence.js').Promise} Promise */
/** @typedef {import('../server/server.js').LoginReport} LoginReport */

/** What a person has to mend (RFC 4954 section 6, RFC 5248). */
const forGood = [525, 534, 535];

/** The shortest that nobody may try after a refusal. */
const COOL_DOWN_MS = 60_000;

/** So long a login without an answer keeps others from trying. */
const PATIENCE_MS = 5_000;

/** A login that never worked is tried by one. */
const NEVER_WORKED = 1;

/** Two logins may look like one: a digest hides a password that nobody knows, and other credentials may have the same. */
const ALIKE = 2;

/** Of a login that had worked, many may be under way when it stops to. */
const HAD_WORKED = 20;

/** Refused credentials are not tried again and again. @type {Promise} */
export function oneLogin({ server, plan }) {
  if (!plan.mailer.guard || plan.steps.some(({ does }) => does === 'stands still')) return [];
  return [...byCredentials(server.logins)].flatMap(([, logins]) => {
    const refused = logins.filter(({ code }) => forGood.includes(code));
    const firstSuccess = logins.find(({ welcome }) => welcome)?.ms ?? Number.POSITIVE_INFINITY;
    const crowds = refused.map(({ ms }) => {
      const hadWorked = firstSuccess <= ms;
      // Where a login is welcome in between nobody's account is locked.
      const until = hadWorked
        ? (logins.find((other) => other.welcome && other.ms > ms)?.ms ?? Number.POSITIVE_INFINITY)
        : Number.POSITIVE_INFINITY;
      const crowd = connectionsOf(
        refused.filter(
          (other) =>
            other.ms >= ms &&
            other.ms < Math.min(until, ms + COOL_DOWN_MS) &&
            !waitedLongEnough(other, refused),
        ),
      );
      // Who was let in with others that had worked logs in with what is there when it is connected.
      const mayCrowd = hadWorked || plan.steps.some(({ does }) => does === 'changes password');
      const isAlone = plan.mailer.credentials === 'none' && plan.server.mechanism !== 'CRAM-MD5';
      const most = isAlone ? NEVER_WORKED : ALIKE;
      return { crowd, hadWorked, isTooMany: crowd > (mayCrowd ? HAD_WORKED : most) };
    });
    const worst = crowds.find(({ isTooMany }) => isTooMany);
    if (!worst) return [];
    const says = `a login that ${worst.hadWorked ? 'had worked' : 'never worked'} was refused ${worst.crowd} times within a minute`;
    return [{ promise: 'one login', request: undefined, says }];
  });
}

/** A single refusal of a login that had worked fails nobody: providers do refuse good logins now and then. @type {Promise} */
export function secondTry({ server, application, network, plan }) {
  if (!plan.mailer.guard || plan.mailer.auth !== 'login') return [];
  // Where replies are shifted nobody knows what was welcomed, and what refused.
  const inStep = new Set(
    network.connections.filter(({ tap }) => !tap.outOfStep).map(({ wire }) => wire.number),
  );
  return [...byCredentials(server.logins)].flatMap(([, logins]) => {
    const refused = logins.filter(({ welcome }) => !welcome);
    const [only] = refused;
    if (refused.length !== 1 || !only || only.code !== 535 || !only.isRight) return [];
    const worked = logins.some(
      ({ welcome, ms, connection }) => welcome && ms < only.ms && inStep.has(connection),
    );
    if (!worked || !inStep.has(only.connection)) return [];
    const failed = application.requests.find(
      ({ does, tries }) =>
        !does.includes(OTHER_LOGIN) &&
        tries.some(
          ({ outcome }) =>
            outcome?.how === 'rejected' &&
            outcome.kind === 'AuthenticationFailed' &&
            outcome.phase === 'auth' &&
            outcome.at >= only.ms,
        ),
    );
    if (!failed) return [];
    return [
      {
        promise: 'a login that had worked gets a second try',
        request: failed,
        says: `${failed.id} failed for one 535 to a login that had worked before, and would have worked again`,
      },
    ];
  });
}

/** A login that gets no answer takes nobody with it: the next one may try soon. @type {Promise} */
export function nobodyStarves({ application, network, plan }) {
  const { guard, auth, pool, deadline } = plan.mailer;
  const stands = plan.steps.some(({ does }) => does === 'stands still');
  // In a pool, who waits may wait for the pool.
  // Nor is a server asked for more than it takes.
  if (!guard || auth === 'none' || pool || deadline > 0 || stands || limitsConnections(plan)) return [];
  return application.requests.flatMap((request) => {
    if (!isReady(request)) return [];
    const starved = request.tries.find(({ begun, mailer, outcome }) => {
      if (!outcome || !isByClock(outcome)) return false;
      const together = application.requests.filter(({ tries }) =>
        tries.some(
          (other) =>
            other.mailer === mailer &&
            Math.abs(other.begun - begun) <= 1 &&
            // What was aborted need not have dialled.
            !isAbort(other.outcome),
        ),
      );
      const dials = network.connections.filter(({ at }) => at >= begun - 1 && at < outcome.at);
      return dials.length < together.length;
    });
    if (!starved) return [];
    return [
      {
        promise: 'a login that hangs takes nobody with it',
        request,
        says: `${request.id} waited for ${(starved.outcome?.at ?? 0) - starved.begun} ms while another login got no answer, and was given up`,
      },
    ];
  });
}

/** Who tries when another login has had no whole answer for the time that it may take knows of no refusal. @param {LoginReport} login @param {readonly LoginReport[]} refused */
function waitedLongEnough({ askedAt, connection }, refused) {
  const before = refused.filter((other) => other.connection !== connection && other.askedAt < askedAt);
  return (
    before.length > 0 && before.every((other) => other.ms > askedAt && other.askedAt + PATIENCE_MS <= askedAt)
  );
}

/** @param {readonly LoginReport[]} logins */
function byCredentials(logins) {
  /** @type {Map<string, LoginReport[]>} */
  const groups = new Map();
  for (const login of logins) {
    const key = `${login.user}\0${login.secret}`;
    groups.set(key, [...(groups.get(key) ?? []), login]);
  }
  return groups;
}

/** A token that is refused is tried twice on one connection: that is Nodemailer's way. @param {readonly LoginReport[]} logins */
function connectionsOf(logins) {
  return new Set(logins.map(({ connection }) => connection)).size;
}
