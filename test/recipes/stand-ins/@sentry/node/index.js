let options;
const sent = [];

export function init(given) {
  options = given;
}

/** An event of the exception goes through `beforeSend`, and then to the address in the DSN. */
export function captureException(error) {
  const exception = { values: [{ type: error.name, value: error.message }] };
  const event = options.beforeSend({ exception }, { originalException: error });
  const { origin, pathname } = new URL(options.dsn);
  const body = JSON.stringify(event);
  sent.push(fetch(`${origin}/api${pathname}/envelope/`, { method: 'POST', body }));
}

export const flush = () => Promise.all(sent);
