import { emitsOnFunctions } from '../older/emits-on-functions.js';
import type { MimeMessage } from '../shapes.js';
import { borrowProperty } from './borrow-property.js';

type MessageStream = ReturnType<MimeMessage['createReadStream']>;

/**
 * Shows somebody each stream that is made of a message, before whoever asked for it has it.
 *
 * @param look Says which stream they get.
 * @returns A function that gives the message back as it was.
 */
export function standInFront(
  message: MimeMessage,
  look: (stream: MessageStream) => MessageStream,
): () => void {
  const { _processFuncs: funcs, createReadStream: read } = message;
  const isLast = !message.newline && !Object.hasOwn(message, 'createReadStream');
  if (!Array.isArray(funcs) || !isLast || emitsOnFunctions(message)) {
    return borrowProperty(message, 'createReadStream', (...args) => look(read.apply(message, args)));
  }
  // To put a method in front of `createReadStream` takes several times as long (V8 11), and each message is asked.
  funcs.push(look);
  return () => {
    const place = funcs.lastIndexOf(look);
    if (place !== -1) funcs.splice(place, 1);
  };
}
