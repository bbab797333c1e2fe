// A server that takes so many connections and so many messages a second, in a process of its own. Told
// its limits by SERVER_LIMITS; sends its port, and when it is asked to, what it has seen.
import { createServer } from 'node:net';

/** @typedef {{ readonly connections: number, readonly perSecond: number }} Limits */

/** @type {{ readonly first: Limits, readonly later?: Limits, readonly changesAfter?: number, readonly replyMs: number }} */
const {
  first,
  later,
  changesAfter = Number.POSITIVE_INFINITY,
  replyMs,
} = JSON.parse(process.env['SERVER_LIMITS'] ?? '{}');

/** @type {Map<string, number>} */
const taken = new Map();
/** When messages were taken within the last second. @type {number[]} */
let lately = [];
let accepted = 0;
let refusals = 0;
let open = 0;

const limits = () => (accepted >= changesAfter && later ? later : first);

function mayTake() {
  const now = performance.now();
  lately = lately.filter((time) => time > now - 1000);
  if (lately.length >= limits().perSecond) return false;
  lately.push(now);
  return true;
}

const server = createServer((socket) => {
  socket.on('error', () => undefined);
  if (open >= limits().connections) {
    refusals += 1;
    socket.end('421 4.7.0 Too many concurrent connections from you\r\n');
    return;
  }
  open += 1;
  socket.on('close', () => {
    open -= 1;
  });
  let rest = '';
  let body = '';
  let inBody = false;
  /** @param {string} answer */
  const say = (answer) => setTimeout(() => socket.writable && socket.write(`${answer}\r\n`), replyMs);
  say('220 localhost ESMTP');
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (inBody) {
        if (line !== '.') {
          body += `${line}\n`;
          continue;
        }
        inBody = false;
        accepted += 1;
        const id = /^Subject: (.*)$/m.exec(body)?.[1] ?? '';
        taken.set(id, (taken.get(id) ?? 0) + 1);
        say('250 2.0.0 queued');
      } else if (line.startsWith('MAIL')) {
        const may = mayTake();
        if (!may) refusals += 1;
        say(may ? '250 2.1.0 ok' : '450 4.7.1 Too many messages in a short time, slow down');
      } else if (line === 'DATA') {
        inBody = true;
        body = '';
        say('354 go ahead');
      } else if (line === 'QUIT') {
        setTimeout(() => socket.end('221 2.0.0 bye\r\n'), replyMs);
      } else {
        say('250 2.0.0 ok');
      }
    }
  });
});
process.on('message', () => {
  process.send?.({
    messages: taken.size,
    copies: [...taken.values()].reduce((sum, count) => sum + count, 0),
    refusals,
  });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
