import { subscribe, type TracingChannel, unsubscribe } from 'node:diagnostics_channel';
import {
  channelNames,
  type LoginMessage,
  type PaceMessage,
  type SessionMessage,
} from '../channels/channels.js';

/** What is done with a message when what it tells of begins, and when it has ended. */
export interface Handlers<M> {
  readonly begin?: (message: M) => void;
  readonly end: (message: M) => void;
}

const ignore = () => undefined;

/** Listens to a tracing channel; returns a function that stops it. */
export function onTrace<S, M extends object>(
  channel: TracingChannel<S, M>,
  { begin = ignore, end }: Handlers<M>,
): () => void {
  const subscribers = { start: begin, end: ignore, asyncStart: ignore, asyncEnd: end, error: ignore };
  channel.subscribe(subscribers);
  return () => channel.unsubscribe(subscribers);
}

/** Listens to connections; returns a function that stops it. */
export function onSession(handle: (message: SessionMessage) => void): () => void {
  return on(channelNames.session, isSessionMessage, handle);
}

/** Listens to the login guard; returns a function that stops it. */
export function onLogin(handle: (message: LoginMessage) => void): () => void {
  return on(channelNames.login, isLoginMessage, handle);
}

/** Listens to the pace; returns a function that stops it. */
export function onPace(handle: (message: PaceMessage) => void): () => void {
  return on(channelNames.pace, isPaceMessage, handle);
}

/** A channel belongs to the process, not to this copy of the package: what comes is looked at. */
function on<M>(name: string, isMessage: (value: unknown) => value is M, handle: (message: M) => void) {
  const listener = (message: unknown) => {
    if (isMessage(message)) handle(message);
  };
  subscribe(name, listener);
  return () => {
    unsubscribe(name, listener);
  };
}

function isSessionMessage(value: unknown): value is SessionMessage {
  return typeof value === 'object' && value !== null && 'event' in value && 'sessionId' in value;
}

function isLoginMessage(value: unknown): value is LoginMessage {
  return typeof value === 'object' && value !== null && 'event' in value && 'loginId' in value;
}

function isPaceMessage(value: unknown): value is PaceMessage {
  return typeof value === 'object' && value !== null && 'waiting' in value;
}
