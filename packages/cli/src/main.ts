import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import type { Host } from './host.ts';
import { createProgram } from './program.ts';

/** Runs the command line of the host and says what is wrong on standard error. Never rejects; the exit code goes to the host. */
export async function main(host: Host): Promise<void> {
  try {
    await createProgram(host).parseAsync(host.args, { from: 'user' });
  } catch (error) {
    host.setExitCode(await report(error, host));
  }
}

async function report(error: unknown, host: Host): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.invalid;
  const { describeError } = await import('./describe-error.ts');
  const { text, code } = describeError(error);
  host.stderr.write(`${text}\n`);
  return code;
}
