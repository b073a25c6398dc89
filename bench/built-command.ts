import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built command, as a user gets it; built when it is not there. */
export async function builtCommand(): Promise<string> {
  const command = fileURLToPath(new URL('../packages/cli/dist/bin.js', import.meta.url));
  if (!existsSync(command)) {
    process.stderr.write('Building the packages first (about 15 s)\n');
    execFileSync('npm', ['run', 'build', '--silent'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    });
  }
  return command;
}
