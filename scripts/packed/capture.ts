import { spawn } from 'node:child_process';

/** How to run a program. */
export interface CaptureOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program without blocking, so that a server of this process can answer it, and returns what it wrote to standard output.
 *
 * @throws Error when it exits other than with 0; the message holds all it wrote.
 */
export function capture(command: string, args: readonly string[], { cwd, env = {} }: CaptureOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`"${[command, ...args].join(' ')}" exited with "${code}":\n${output}${errors}`));
    });
  });
}
