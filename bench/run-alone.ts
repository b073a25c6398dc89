import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The core the generator is tied to, when there are two; the server has the other one. */
export const generatorCore = availableParallelism() > 1 ? 1 : undefined;

/** The core the server is tied to. */
export const serverCore = availableParallelism() > 1 ? 0 : undefined;

/** Runs a script of this folder in a process of its own, on the generator's core or on all, and gives back the JSON it prints last. */
export async function runAlone(command: readonly string[], { isPinned = true }: { readonly isPinned?: boolean } = {}): Promise<unknown> {
  const isTied = isPinned && generatorCore !== undefined && process.platform === 'linux';
  const [file = '', ...args] = isTied ? ['taskset', '-c', String(generatorCore), ...command] : command;
  const { stdout } = await run(file, args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** A script of this folder, run from source. */
export function script(name: string, ...args: readonly string[]): readonly string[] {
  return [process.execPath, '--conditions=@rushhour/source', '--expose-gc', new URL(name, import.meta.url).pathname, ...args];
}
