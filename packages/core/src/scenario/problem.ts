import type { ErrorCode } from '../errors/catalogue.ts';
import type { SourcePosition } from './scenario.ts';

/** What is wrong with a value, wherever it was written. */
export interface Fault {
  /** What is wrong, in one sentence, with the value in quotes. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  /** @default input_invalid */
  readonly code?: ErrorCode;
}

/** One thing wrong with the input: where, what, and what to do about it. */
export interface Problem extends Fault {
  readonly position: SourcePosition;
}

/**
 * Writes problems as `file:line:column: message`, each followed by its hint, sorted by place; those of plugins come first, because others may
 * follow from them.
 */
export function formatProblems(problems: readonly Problem[]): string {
  return problems
    .toSorted(
      (a, b) =>
        Number(isOfPlugin(b)) - Number(isOfPlugin(a)) ||
        a.position.file.localeCompare(b.position.file) ||
        a.position.line - b.position.line ||
        a.position.column - b.position.column,
    )
    .map(({ position, message, hint }) => {
      const line = `${position.file}:${position.line}:${position.column}: ${message}`;
      return hint === undefined ? line : `${line}\n  ${hint}`;
    })
    .join('\n');
}

/** Whether a plugin is missing or could not be configured. */
function isOfPlugin({ code }: Problem): boolean {
  return code?.startsWith('plugin_') === true;
}
