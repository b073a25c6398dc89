import type { Host } from '../host.ts';
import type { Paint } from '../text/paint.ts';

/** What may be tried next: in words, and as the rest of a command line. */
export type NextStep = readonly [what: string, command: string];

/** Writes what to try next. */
export function describeSteps(
  steps: readonly NextStep[],
  { host, paint, about = '' }: { readonly host: Host; readonly paint: Paint; readonly about?: string },
): string {
  const lines = steps.map(([what, command]) => `  ${what}:\n    ${paint('cyan', `${host.commandName} ${command}`)}`);
  return `\n  ${paint('bold', 'What to try next')}${about === '' ? '' : `   ${paint('dim', about)}`}\n\n${lines.join('\n')}\n`;
}
