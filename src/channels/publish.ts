import { channel, type TracingChannel, tracingChannel } from 'node:diagnostics_channel';
import {
  type AttemptMessage,
  channelNames,
  type FailoverMessage,
  type LoginMessage,
  type PaceMessage,
  type ReplyMessage,
  type SendMessage,
  type SessionMessage,
} from './channels.js';

const sendChannel: TracingChannel<unknown, SendMessage> = tracingChannel(channelNames.send);
const attemptChannel: TracingChannel<unknown, AttemptMessage> = tracingChannel(channelNames.attempt);
const replyChannel = channel(channelNames.reply);
const sessionChannel = channel(channelNames.session);
const loginChannel = channel(channelNames.login);
const paceChannel = channel(channelNames.pace);
const failoverChannel = channel(channelNames.failover);

/** True where somebody listens to sends or to attempts: only then is a message for them made. */
export function isTraced(): boolean {
  return hasListeners(sendChannel) || hasListeners(attemptChannel);
}

/** Bun 1.4 knows it of each of the five channels, not of all of them together. */
function hasListeners({ start, end, asyncStart, asyncEnd, error }: TracingChannel<unknown, object>): boolean {
  return (
    start.hasSubscribers ||
    end.hasSubscribers ||
    asyncStart.hasSubscribers ||
    asyncEnd.hasSubscribers ||
    error.hasSubscribers
  );
}

/** Runs a send, and tells of its beginning and its end. */
export function traceSend<T>(run: () => Promise<T>, message: SendMessage): Promise<T> {
  return sendChannel.tracePromise(run, message);
}

/** Runs an attempt, and tells of its beginning and its end. */
export function traceAttempt<T>(run: () => Promise<T>, message: AttemptMessage): Promise<T> {
  return attemptChannel.tracePromise(run, message);
}

/** True where somebody listens to replies. */
export function isReplyWanted(): boolean {
  return replyChannel.hasSubscribers;
}

/** Tells of a reply; the message is made only where somebody listens. */
export function publishReply(make: () => ReplyMessage): void {
  if (replyChannel.hasSubscribers) replyChannel.publish(make());
}

/** Tells of a connection that was made or ended. */
export function publishSession(make: () => SessionMessage): void {
  if (sessionChannel.hasSubscribers) sessionChannel.publish(make());
}

/** Tells of logins that are suspended, or work again. */
export function publishLogin(make: () => LoginMessage): void {
  if (loginChannel.hasSubscribers) loginChannel.publish(make());
}

/** Tells of what a server takes, where that changed. */
export function publishPace(make: () => PaceMessage): void {
  if (paceChannel.hasSubscribers) paceChannel.publish(make());
}

/** Tells of a message that goes to another transporter, or of one that works again. */
export function publishFailover(make: () => FailoverMessage): void {
  if (failoverChannel.hasSubscribers) failoverChannel.publish(make());
}
