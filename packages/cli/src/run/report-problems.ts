import { exitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { formatPlural } from '../text/format.ts';

/** Writes problems, as `formatProblems` gives them, on standard error and how many there are; returns the exit code. */
export function reportProblems(problems: readonly string[], host: Host): number {
  const text = problems.filter((one) => one !== '').join('\n');
  if (text === '') return exitCode.ok;
  // A problem starts with its place; its hint is indented.
  const count = text.split('\n').filter((line) => /^\S.*:\d+:\d+: /.test(line)).length;
  host.stderr.write(`${text}\n${count > 0 ? `\n${formatPlural(count, 'problem')}\n` : ''}`);
  return exitCode.invalid;
}
