import { spawnSync } from 'node:child_process';

/** Runs a command to its end. @throws with what it said when it fails */
export function runCommand(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args[0] ?? ''}: ${error?.message ?? `${stdout}\n${stderr}`}`);
}

/** Whether a machine has it. */
export function hasCommand(command: string): boolean {
  return spawnSync('which', [command]).status === 0;
}
