import { isPool } from '../login.js';
import { closeResource } from '../pooled.js';
import { compiledMessage, isObject } from '../recognise.js';
import type { Callback, Mail, MimeMessage, SentInfo, Transport } from '../shapes.js';
import { askWithConnection, type OwnConnection } from './own-connection.js';

/** One attempt's message in the hands of a transport. */
export interface HandOver {
  /** Has the transport send it. */
  readonly send: (callback: Callback<SentInfo>) => unknown;
  /**
   * Takes it back: from now on it goes nowhere, and nothing more is heard of it. What was handed to
   * the socket before cannot be taken back.
   */
  readonly withdraw: () => void;
}

/**
 * Hands a message to a transport in such a way that it can be taken back, as Nodemailer can since by an
 * AbortSignal: a transport that takes no notice of signals would send an aborted message whenever its turn
 * comes.
 *
 * Until Nodemailer 10.5.0.
 *
 * The transport is given a view of the message of its own, since another attempt may follow while
 * this one is still somewhere in Nodemailer.
 *
 * @param send The transport's own `send`.
 */
export function handOver(transport: Transport, send: Transport['send'], mail: Mail): HandOver {
  const message = compiledMessage(mail);
  let withdrawn = false;
  let stream: ReturnType<MimeMessage['createReadStream']> | undefined;
  let connection: OwnConnection | undefined;

  const view: Mail = message
    ? derive(mail, {
        message: derive(message, {
          // Nodemailer ends a connection by itself, before MAIL, if there is nobody to send to.
          getEnvelope: () => (withdrawn ? { from: false, to: [] } : message.getEnvelope()),
          createReadStream: (...args) => {
            stream = message.createReadStream(...args);
            return stream;
          },
        }),
      })
    : mail;

  return {
    send(callback) {
      const once: Callback<SentInfo> = (error, info) => {
        if (!withdrawn) callback(error, info);
      };
      const ask = () => send.call(transport, view, once);
      const returned = isPool(transport)
        ? ask()
        : askWithConnection(ask, (made) => {
            connection = made;
          });
      // A pool that is closed says no more than this, before 10.
      if (returned === false) setImmediate(once, new Error('Connection pool was closed'));
      return returned;
    },
    withdraw() {
      withdrawn = true;
      if (takeFromPool(transport, view)) return;
      if (stream) fail(stream);
      // Before it has a socket it would go on to connect, and end by itself where it finds nobody to send to.
      else if (connection?._socket) connection.close();
    },
  };
}

/** Nodemailer closes the connection of a message whose source fails; it does not listen at once to one that is too large. */
function fail(stream: ReturnType<MimeMessage['createReadStream']>): void {
  stream.on('error', () => undefined);
  stream.emit('error', new Error('The message was withdrawn'));
  stream.destroy();
}

/** Does what the pool of 10.5 does itself; false where it does not have the message. */
function takeFromPool({ _queue: queue, _connections: connections }: Transport, mail: Mail): boolean {
  if (!Array.isArray(queue) || !Array.isArray(connections)) return false;
  const isOurs = (entry: unknown) => isObject(entry) && entry['mail'] === mail;
  const waiting = queue.findIndex(isOurs);
  if (waiting !== -1) queue.splice(waiting, 1);
  const resource: unknown = connections.find((one) => isObject(one) && isOurs(one['queueEntry']));
  if (!isObject(resource)) return waiting !== -1;
  // First, or the pool would queue the message again.
  resource['queueEntry'] = false;
  closeResource(resource);
  return true;
}

function derive<T extends object>(original: T, own: Partial<T>): T {
  return Object.assign(Object.create(original), own);
}
