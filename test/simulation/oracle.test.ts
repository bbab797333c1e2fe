import { expect, test } from 'vitest';
import { offencesIn, promises } from './oracle/oracle.js';
import { planOf } from './plan.js';
import { run } from './run.js';
import { storyOf } from './story.js';

/** A run in which every promise was kept; what it shows is then made worse. */
const evidence = await run({
  ...planOf(1),
  server: { lmtp: false, pipelining: true, mechanism: 'PLAIN', connections: 0, perSecond: 0, faults: [] },
  mailer: {
    ...planOf(1).mailer,
    retries: 2,
    auth: 'login',
    tunnel: false,
    perMinute: 0,
    deadline: 0,
    credentials: 'none',
    confirms: 'none',
  },
  steps: [{ does: 'sends', at: 0, how: { count: 2, content: 'text', recipients: 1, also: 'nobody' } }],
});
const [first] = evidence.application.requests;
if (!first?.outcome) throw new Error('Expected the run to send something');
const { outcome } = first;

/** The same run with another outcome of its first message. */
function after(changed: object): typeof evidence {
  const other = { ...outcome, ...changed };
  const request = {
    ...first,
    outcome: other,
    tries: [{ begun: 0, mailer: first?.mailer ?? 0, outcome: other }],
  };
  const application = Object.create(evidence.application, {
    requests: { value: [request, ...evidence.application.requests.slice(1)] },
  });
  return { ...evidence, application };
}

/** The same run with something else about its application. */
function where(name: string, value: unknown): typeof evidence {
  return { ...evidence, application: Object.create(evidence.application, { [name]: { value } }) };
}

const rejected = {
  how: 'rejected',
  kind: 'ConnectionClosed',
  reason: 'connection.lost',
  delivery: 'unknown',
  phase: 'data',
  safe: false,
  accepted: [],
  plain: '',
  text: '',
};

test('a run in which all went well breaks no promise', () => {
  expect(offencesIn(evidence)).toEqual([]);
});

test.each<[promise: string, worse: () => typeof evidence]>([
  ['delivered is delivered', () => after({ accepted: ['nobody@rcpt.example'] })],
  ['not-sent is not sent', () => after({ ...rejected, delivery: 'not-sent' })],
  ['not-sent is not sent', () => after({ ...rejected, safe: true })],
  ['errors are typed', () => after({ how: 'untyped', text: 'Error' })],
  ['delivered is delivered', () => after({ accepted: [] })],
  [
    'what cannot be out is not called unknown',
    () => ({ ...after(rejected), network: Object.create(evidence.network, { connections: { value: [] } }) }),
  ],
  ['what a lost connection kept back may be sent again', () => after({ ...rejected, delivery: 'not-sent' })],
  [
    'one Message-ID',
    () => ({
      ...evidence,
      server: Object.create(evidence.server, {
        bodies: { value: ['a', 'b'].map((id) => ({ id: first.id, at: 1, text: `Message-ID: <${id}>` })) },
      }),
    }),
  ],
  ['what can be read is read', () => after({ ...rejected, kind: 'MessageUnreadable' })],
  ['everything ends', () => after({ at: 700_000 })],
  ['everything ends once', () => where('settledTwice', [first])],
  ['no secret leaves the process', () => after({ text: `535 ${evidence.server.secrets[0]?.secret}` })],
  ['no address leaves the process', () => where('told', ['{"to":"r1.m1x@rcpt.example"}'])],
  ['nothing is left unhandled', () => ({ ...evidence, unhandled: [new Error('Nobody caught it')] })],
  ['nothing is left behind', () => ({ ...evidence, leftBehind: ['1 timers'] })],
  ['nothing is left behind', () => ({ ...evidence, cameToRest: false })],
  ['an honest server gets everything', () => after(rejected)],
  [
    'when all is well again mail flows',
    () => ({ ...evidence, canaries: [{ ...first, outcome: undefined }] }),
  ],
])('%s: it is noticed where that is not so', (promise, worse) => {
  expect(promises).toContain(promise);
  expect(offencesIn(worse()).map((offence) => offence.promise)).toContain(promise);
});

test('a story says how to see it again', () => {
  const worse = after(rejected);
  const [offence] = offencesIn(worse);
  if (!offence) throw new Error('Expected an offence');
  expect(storyOf(worse, offence)).toMatch(/again: npm run simulate -- --promise '[^']+' --only '\{/);
});
