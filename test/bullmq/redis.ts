import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe } from 'vitest';

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** `describe` where there is a Redis to test with, and a visible reason where there is none. */
export function describeWithRedis(title: string, tests: () => void): void {
  if (hasRedis) describe(title, tests);
  else describe.skip(`${title} (skipped: no redis-server on this machine)`, tests);
}

/** A Redis of the test's own, on a private socket; what it acknowledged outlives it. */
export class TestRedis {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mail-redis-'));
  #process: ChildProcess | undefined;

  /** For BullMQ: the options of its connection. */
  readonly connection = { path: join(this.#folder, 'redis.sock'), maxRetriesPerRequest: null };

  /** Starts it, also again on the same data. */
  async start(): Promise<void> {
    const options = {
      port: '0',
      unixsocket: this.connection.path,
      dir: this.#folder,
      appendonly: 'yes',
      // It is killed, and never the machine: what it has written is there. To have the disk confirm each
      // write made up half of what these tests took.
      appendfsync: 'no',
      save: '',
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (/ready to accept connections/i.test(line)) break;
    }
    child.stdout.resume();
  }

  /** Ends it from one moment to the next. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Lets it go on answering nobody, or everybody again. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(signal);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
