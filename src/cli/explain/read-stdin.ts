import { Buffer } from 'node:buffer';

/** Nobody reads the explanation of more. */
const MOST_BYTES = 2 ** 20;

/** Reads the standard input, at most its first megabyte. */
export async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
}
