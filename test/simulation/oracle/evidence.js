import { hasLimits, limitsConnections } from '../limits.js';

/** @typedef {import('../run.js').Evidence} Evidence */
/** @typedef {import('../application/application.js').Request} Request */

/**
 * A promise that was not kept.
 *
 * @typedef {object} Offence
 * @property {string} promise
 * @property {string} says What was promised, and what came.
 * @property {Request | undefined} request Whose it is, where it is somebody's.
 */

/** @typedef {(evidence: Evidence) => readonly Offence[]} Promise Looks for what breaks one promise. */

/** The copies that a server took of a message, for one recipient. @param {Evidence} evidence @param {Request} request @param {string} address */
export function copies({ server }, { id }, address) {
  return server.acceptances.filter((taken) => taken.id === id && taken.recipients.includes(address));
}

/** How a message passed over each connection that carried it, as seen from the client's end. @param {Evidence} evidence @param {Request} request */
export function passagesOf({ network }, { id }) {
  return network.connections.flatMap(({ tap, wire }) =>
    tap.passages
      .filter((passage) => passage.id === id)
      .map((passage) => ({ ...passage, connection: wire.number })),
  );
}

/** Whether the client was told, in a way that it could not see through, that what the server took was refused. @param {Evidence} evidence @param {Request} request @param {number} connection */
export function isDenied(evidence, request, connection) {
  return passagesOf(evidence, request).some(
    (passage) => passage.connection === connection && passage.believable === 'refusal',
  );
}

/** @param {Evidence} evidence */
export function sendsOf({ application }) {
  return application.requests.flatMap((request) =>
    request.letter ? [{ ...request, letter: request.letter }] : [],
  );
}

/**
 * What was out of the ordinary around a request, in the words of the plan: what entries of the list of known
 * faults ask for.
 *
 * @param {Evidence} evidence @param {Request | undefined} request @returns {ReadonlySet<string>}
 */
export function circumstancesOf({ plan, server, application, network }, request) {
  // On connections that carried it, or nothing at all: a login that is refused concerns everybody.
  const carried = network.connections.filter(({ tap }) => tap.passages.length > 0);
  const own = carried
    .filter(({ tap }) => tap.passages.some(({ id }) => id === request?.id))
    .map(({ wire }) => wire.number);
  const others = new Set(own.length > 0 ? carried.map(({ wire }) => wire.number) : []);
  const near = server.mishaps.filter(({ connection }) => own.includes(connection) || !others.has(connection));
  const steps = new Set(plan.steps.map(({ does }) => does));
  const { mailer } = plan;
  return new Set([
    ...near.flatMap(({ does, at, kind }) => [
      `server: ${does}`,
      `server: ${does} at ${at}`,
      ...(kind === undefined ? [] : [`server: ${does}, ${kind}`]),
    ]),
    ...[...steps].map((does) => `application: ${does}`),
    ...(request?.does ?? []).map((does) => `request: ${does}`),
    ...(request?.letter ? [`content: ${request.letter.content}`] : []),
    ...(mailer.tunnel ? ['mailer: tunnel'] : []),
    mailer.pool ? 'mailer: pool' : 'mailer: single',
    ...(mailer.perMinute > 0 ? ['mailer: rate limit'] : []),
    ...(mailer.deadline > 0 ? ['mailer: deadline'] : []),
    `auth: ${mailer.auth}`,
    `credentials: ${mailer.credentials}`,
    `confirms: ${mailer.confirms}`,
    `logger: ${mailer.logger}`,
    ...(mailer.auth === 'token' ? [`tokens: ${plan.tokens.answers}`] : []),
    ...(limitsConnections(plan) ? ['server: connection limit'] : []),
    ...(hasLimits(plan) ? ['server: limits'] : []),
    ...(application.mailerCount > 1 ? ['application: several mailers'] : []),
  ]);
}
