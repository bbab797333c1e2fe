import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './entries.js';

/** What a program was seen to do, once it has ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for programs that are to run, below the root: there they find the package and what it needs. */
export interface Folder {
  readonly path: string;
  /** Writes a file and gives its path. */
  write(name: string, text: string): string;
  remove(): void;
}

export function makeFolder(name: string): Folder {
  const path = `${root}.artifacts/${name}`;
  return {
    path,
    write(file, text) {
      mkdirSync(dirname(`${path}/${file}`), { recursive: true });
      writeFileSync(`${path}/${file}`, text);
      return `${path}/${file}`;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Loads a module as Node does, with the package as it is built. */
export const load = (file: string) => createRequire(file)(file);

/** Runs a program until it ends by itself. */
export const run = (file: string, env: Record<string, string>): Promise<Ran> => execute([file], env);

function execute(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: root, env: { ...process.env, NO_COLOR: '1', ...env } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

/** What one of several programs printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

const MARK = '\u0001 the next one';

/**
 * Runs programs one after the other in one process, which is much quicker than a process for each. What one
 * throws is on its `stderr`, and so is, for the last, that the process did not end well.
 */
export async function runEach(
  files: readonly string[],
  env: Record<string, string>,
): Promise<readonly Printed[]> {
  const code = `
    for (const file of ${JSON.stringify(files)}) {
      for (const print of [console.log, console.error]) print(${JSON.stringify(MARK)});
      await import(file).catch(console.error);
    }`;
  const ran = await execute(['--input-type=module', '--eval', code], env);
  const [stdout, stderr] = [ran.stdout, ran.stderr].map((text) => text.split(`${MARK}\n`).slice(1));
  const ending = ran.code === 0 ? '' : `The process ended with ${ran.code}.`;
  return files.map((_, index) => ({
    stdout: stdout?.[index] ?? '',
    stderr: `${stderr?.[index] ?? 'It did not run.'}${index === files.length - 1 ? ending : ''}`,
  }));
}

/** A program that listens. */
export interface Listening {
  readonly url: string;
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves once SIGTERM has ended it. */
  stop(): Promise<void>;
  /** Ends it whatever it does. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a program that prints the port on which it listens. */
export async function listen(file: string, env: Record<string, string>): Promise<Listening> {
  const child = spawn(process.execPath, [file], { cwd: root, env: { ...process.env, PORT: '0', ...env } });
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  const lines: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    onLine(child, (line) => {
      lines.push(line);
      const [, found] = /^port (\d+)$/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`The program ended: ${lines.join('\n')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    lines,
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

function onLine({ stdout, stderr }: ChildProcess, listener: (line: string) => void): void {
  for (const input of [stdout, stderr]) if (input) createInterface({ input }).on('line', listener);
}

/** What the comments of a program say that it prints, `…` standing for anything. */
export function promisedLines(code: string): readonly RegExp[] {
  return [...code.matchAll(/\bconsole\.log\(.*\); \/\/ (.*)$/gm)].map(
    ([, line = '']) => new RegExp(line.split('…').map(escaped).join('.*')),
  );
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
