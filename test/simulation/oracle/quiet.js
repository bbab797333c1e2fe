/** @typedef {import('./evidence.js').Promise} Promise */

/** Nothing is thrown that nobody catches, but what the application threw itself. @type {Promise} */
export function handled({ unhandled, application }) {
  return unhandled
    .filter((error) => !application.thrown.has(error))
    .slice(0, 1)
    .map((error) => ({
      promise: 'nothing is left unhandled',
      request: undefined,
      says: error instanceof Error ? `${error.stack}` : String(error),
    }));
}

/** When all is closed nothing is left: no timer, socket or listener. @type {Promise} */
export function leavesNothing({ leftBehind, cameToRest }) {
  const says = cameToRest ? leftBehind : ['a process that does not come to rest', ...leftBehind];
  return says.length === 0
    ? []
    : [
        {
          promise: 'nothing is left behind',
          request: undefined,
          says: `left behind: ${says.slice(0, 3).join(', ')}`,
        },
      ];
}

/** Everything ends once. @type {Promise} */
export function settlesOnce({ application }) {
  return application.settledTwice.map((request) => ({
    promise: 'everything ends once',
    request,
    says: `${request.id} was settled twice`,
  }));
}
