/** @typedef {import('./evidence.js').Promise} Promise */

/** So many characters of a secret in a row are too many. */
const TOO_MANY = 8;

/** The same in base64. */
const TOO_MANY_ENCODED = 12;

/** No credential is in anything that leaves the process. @type {Promise} */
export function secrets(evidence) {
  const { server, application, plan } = evidence;
  const known = [...server.secrets.map(({ secret }) => secret), ...application.secrets];
  const isRepeated = plan.server.faults.some(({ does }) => does === 'echo');
  const needles = [...new Set(known.flatMap(isRepeated ? piecesOf : formsOf))];
  for (const { from, text, request } of everythingTold(application)) {
    const haystack = isRepeated ? text.toLowerCase() : text;
    const found = needles.find((needle) => haystack.includes(needle));
    if (found !== undefined) {
      const at = haystack.indexOf(found);
      return [
        {
          promise: 'no secret leaves the process',
          request,
          says: `${from} shows '${found}' of a secret: …${text.slice(Math.max(0, at - 60), at + 40)}…`,
        },
      ];
    }
  }
  return [];
}

const ADDRESS = /\b(?:r\d+\.|gone\.|later\.)?m\d+x(?:@|\\?"@|%40)/i;
const MESSAGE_ID = /<m\d+x\.[^>]*>/g;

/** Quicker than a pattern, and nearly every text names nobody. @param {string} text */
function mayName(text) {
  return (
    text.includes('x@') ||
    text.includes('X@') ||
    text.includes('x"@') ||
    text.includes('x\\"@') ||
    text.includes('x%40')
  );
}

/** No address is in a record, a message or the JSON of an error unless it was asked for. @type {Promise} */
export function addresses({ application }) {
  const told = application.told.map((text) => ({ from: 'a log record', text, request: undefined }));
  const errors = application.requests.flatMap((request) =>
    request.tries.flatMap(({ outcome }) =>
      outcome?.how === 'rejected' ? [{ from: 'an error', text: outcome.plain, request }] : [],
    ),
  );
  const found = [...told, ...errors].find(
    ({ text }) => mayName(text) && ADDRESS.test(text.replaceAll(MESSAGE_ID, '')),
  );
  if (!found) return [];
  const [shown] = /.{0,40}m\d+x(?:@|\\?"@|%40).{0,20}/i.exec(found.text) ?? [''];
  return [
    {
      promise: 'no address leaves the process',
      request: found.request,
      says: `${found.from} shows an address: …${shown}…`,
    },
  ];
}

/** @param {import('../application/application.js').Application} application */
function* everythingTold({ told, published, requests }) {
  for (const text of published) yield { from: 'a channel message', text, request: undefined };
  for (const text of told) yield { from: 'a log record', text, request: undefined };
  for (const request of requests) {
    for (const { outcome } of request.tries) {
      if (outcome)
        yield { from: outcome.how === 'resolved' ? 'a result' : 'an error', text: outcome.text, request };
    }
  }
}

/** A secret as a record in JSON has it, and as a login does. @param {string} secret */
function formsOf(secret) {
  const encoded = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [secret, JSON.stringify(secret).slice(1, -1), encoded];
}

/** @param {string} secret */
function piecesOf(secret) {
  const encoded = ['', 'x', 'xy'].map((before) => {
    const text = Buffer.from(before + secret)
      .toString('base64')
      .replace(/=+$/, '');
    // The first and the last characters are its neighbours' as well.
    return text.slice(before === '' ? 0 : 4, -1);
  });
  return [...windows(secret, TOO_MANY), ...encoded.flatMap((text) => windows(text, TOO_MANY_ENCODED))].map(
    (piece) => piece.toLowerCase(),
  );
}

/** @param {string} text @param {number} length */
function windows(text, length) {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, index) =>
    text.slice(index, index + length),
  );
}
