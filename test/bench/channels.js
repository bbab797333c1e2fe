import { fromSource } from './from-source.js';
import { microseconds } from './measure.js';

/** What the channels cost while nobody listens: one question for each send, and one for each of some seven replies. */
export async function channels() {
  /** @type {typeof import('../../src/channels/publish.js')} */
  const { isTraced, publishReply } = await fromSource('src/channels/publish.ts');
  const reply = () =>
    /** @type {const} */ ({ sessionId: 'a', code: 250, text: '250 2.0.0 OK', phase: 'mail' });
  const nanoseconds = (/** @type {() => unknown} */ run) => `${(microseconds(run) * 1000).toFixed(0)} ns`;
  return [
    { what: 'Tracing without subscribers, a send', figure: nanoseconds(isTraced) },
    { what: 'Tracing without subscribers, a reply', figure: nanoseconds(() => publishReply(reply)) },
  ];
}
