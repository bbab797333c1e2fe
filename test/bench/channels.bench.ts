import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { bench, describe } from 'vitest';
import { channelNames, type ReplyMessage } from '../../src/channels/channels.js';
import { isTraced, publishReply } from '../../src/channels/publish.js';

const reply = (): ReplyMessage => ({ sessionId: 'a', code: 250, text: '250 2.0.0 OK', phase: 'mail' });
const listener = () => undefined;

// What a send pays for the channels: one isTraced, and a publish for each of some seven replies.
describe('a publication', () => {
  bench('nobody listens: a reply', () => publishReply(reply));

  bench('nobody listens: a send', () => {
    isTraced();
  });

  bench('somebody listens: a reply', () => publishReply(reply), {
    setup: () => subscribe(channelNames.reply, listener),
    teardown: () => {
      unsubscribe(channelNames.reply, listener);
    },
  });
});
