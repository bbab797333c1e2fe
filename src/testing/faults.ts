/** How the bytes of a reply reach the client: in one write, one write a line, or one write a byte. */
export type Pace = 'whole' | 'lines' | 'bytes';

/**
 * What happens to the connection after a reply: nothing, FIN, RST, silence, or silence without
 * even reading, so that the client's own writes come to a halt.
 */
export type Ending = 'go-on' | 'drop' | 'reset' | 'hang' | 'stall';

/**
 * One way of misbehaving, as plain data. The functions of this module make the usual ones, take each
 * other's results, and leave the rest to be written out: `{ says: '250 OK', ending: 'reset' }`.
 */
export interface Fault {
  /**
   * What goes out: lines as a string (CRLF is added), bytes just as they are, `''` for nothing.
   * Default: what a well-behaved server says here.
   */
  readonly says?: string | Uint8Array;
  /** Adds a space and the line that the client sent to the end of the reply. Default: false. */
  readonly echoes?: boolean;
  /** How often it goes out. Default: 1. */
  readonly times?: number;
  /** Default: the server's `pace`. */
  readonly pace?: Pace;
  /** The pause between two writes in milliseconds, for a `pace` of lines or bytes. Default: 0. */
  readonly intervalMs?: number;
  /** Default: `'go-on'`. */
  readonly ending?: Ending;
  /**
   * Whether the server does what it was asked to do, whatever it says about it. Default: it does as
   * its reply says; 221 and silence mean that it does not.
   */
  readonly takesEffect?: boolean;
  /** In the phase `body`: how many bytes of the body the server takes in first. Default: 1. */
  readonly afterBytes?: number;
}

/** A reply sent as it is, a {@link Fault}, or `'ok'`: what a well-behaved server does here. */
export type Action = string | Fault;

/** The {@link Fault} that an {@link Action} stands for. */
export function toFault(action: Action): Fault {
  if (action === 'ok') return {};
  return typeof action === 'string' ? { says: action } : action;
}

/**
 * Ends the connection with a FIN and without a word.
 *
 * @example
 * startScriptedServer({ script: { data: drop() } });
 */
export const drop = (): Fault => ({ says: '', ending: 'drop' });

/**
 * Ends the connection with a RST and without a word: the client sees ECONNRESET.
 *
 * @example
 * startScriptedServer({ script: { mail: reset() } });
 */
export const reset = (): Fault => ({ says: '', ending: 'reset' });

/**
 * Says nothing any more, and goes on reading until the client gives up.
 *
 * @example
 * startScriptedServer({ script: { greeting: hang() } });
 */
export const hang = (): Fault => ({ says: '', ending: 'hang' });

/**
 * Says nothing and reads nothing any more. A big body gets stuck half-way, as on a dead network; the
 * server learns of the client's end only when it is closed itself.
 *
 * @example
 * startScriptedServer({ script: { body: stall() } });
 */
export const stall = (): Fault => ({ says: '', ending: 'stall' });

/**
 * Replies and then ends the connection with a FIN.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @example
 * startScriptedServer({ script: { mail: closing('421 4.3.2 Shutting down') } });
 */
export const closing = (reply: Action = 'ok'): Fault => ({
  ...toFault(reply),
  ending: 'drop',
});

/**
 * Sends bytes that are no SMTP reply.
 *
 * @param bytes Default: a line of control characters and bytes that are not UTF-8.
 * @example
 * startScriptedServer({ script: { ehlo: garbage(Buffer.from('\x00\xff\r\n', 'latin1')) } });
 */
export const garbage = (bytes: Uint8Array = defaultGarbage): Fault => ({
  says: bytes,
});

// A line of its own: without the CRLF a client would wait for more, which is `hang()`.
const defaultGarbage = Uint8Array.of(0x00, 0xff, 0xfe, 0x16, 0x03, 0x01, 0x1b, 0x5b, 0x0d, 0x0a);

/**
 * Sends the reply in writes of one byte each.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @example
 * startScriptedServer({ script: { auth: bytewise('535 5.7.8 No') } });
 */
export const bytewise = (reply: Action = 'ok'): Fault => ({
  ...toFault(reply),
  pace: 'bytes',
});

/**
 * Sends the reply in writes of one line each.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @example
 * startScriptedServer({ script: { ehlo: linewise() } });
 */
export const linewise = (reply: Action = 'ok'): Fault => ({
  ...toFault(reply),
  pace: 'lines',
});

/**
 * Sends the reply byte by byte, with a pause after each.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @param intervalMs The pause, in milliseconds.
 * @example
 * startScriptedServer({ script: { 'final-dot': dripped('ok', 50) } });
 */
export const dripped = (reply: Action, intervalMs: number): Fault => ({
  ...bytewise(reply),
  intervalMs,
});

/**
 * Repeats the client's line at the end of the reply, as servers do that way with credentials.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @example
 * // 500 5.5.2 Unrecognized command: AUTH PLAIN AGFsaWNlAHNlY3JldA==
 * startScriptedServer({ script: { auth: echo('500 5.5.2 Unrecognized command:') } });
 */
export const echo = (reply: Action): Fault => ({
  ...toFault(reply),
  echoes: true,
});

/**
 * Sends one line of `bytes` bytes, CRLF included.
 *
 * @param bytes How long the line is.
 * @param code The reply code that it begins with.
 * @example
 * startScriptedServer({ script: { mail: oversized(2 ** 21, 550) } });
 */
export const oversized = (bytes: number, code = 250): Fault => ({
  says: `${code} ${'x'.repeat(Math.max(0, bytes - 6))}`,
});

/**
 * Sends the same reply several times.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @param times How often.
 * @example
 * startScriptedServer({ script: { rcpt: repeated('ok', 2) } });
 */
export const repeated = (reply: Action, times: number): Fault => ({
  ...toFault(reply),
  times,
});

/**
 * Does what the client asked for, whatever the reply. After the final dot: the message is accepted.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @example
 * // The message is out, and the client never learns of it.
 * startScriptedServer({ script: { 'final-dot': accepting(drop()) } });
 */
export const accepting = (reply: Action): Fault => ({
  ...toFault(reply),
  takesEffect: true,
});

/**
 * Does nothing of what the client asked for, whatever the reply.
 *
 * @param reply What is said; `'ok'` for what a well-behaved server says here.
 * @example
 * // A server that lies: it says 250 and throws the message away.
 * startScriptedServer({ script: { 'final-dot': refusing('250 2.0.0 OK') } });
 */
export const refusing = (reply: Action): Fault => ({
  ...toFault(reply),
  takesEffect: false,
});

/**
 * In the phase `body`: waits for so many bytes of the message first. A message that is shorter is
 * spared. A client sends a short message and its final dot at once: use a long one, or a stream.
 *
 * @param bytes How many bytes of the body the server takes in first.
 * @param action What it does then.
 * @example
 * startScriptedServer({ script: { body: afterBytes(100_000, drop()) } });
 */
export const afterBytes = (bytes: number, action: Action): Fault => ({
  ...toFault(action),
  afterBytes: bytes,
});
