import { checkPlayable } from './check-playable.ts';
import { draftOf } from './draft-of.ts';
import { readHeader } from './read-header.ts';
import { readInstruction } from './read-instruction.ts';
import type { Problem } from './problem.ts';
import type { Instruction, Scenario } from './scenario.ts';

/** Where the text of a scenario comes from. */
export interface ScenarioText {
  /** The file as the user named it, for messages. */
  readonly file: string;
  /** What the scenario is called unless it says so itself. */
  readonly name: string;
  /** The folder files to upload are found below, an absolute path. */
  readonly folder?: string;
}

/** What became of the text of a scenario: a scenario when there are no problems. */
export interface ParsedScenario {
  readonly scenario?: Scenario;
  /** With problems, what could be read all the same: not to be played, but to be looked at for more problems. */
  readonly draft?: Scenario | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Parses the line format (`*.txt`, `*.scenario`); never throws.
 *
 * @example
 * ```ts
 * const { scenario, problems } = parseLineFormat('#Random draws=5\nopen https://shop.example/\n', { file: 'browse.txt', name: 'browse' });
 * ```
 */
export function parseLineFormat(text: string, { file, name, folder }: ScenarioText): ParsedScenario {
  const problems: Problem[] = [];
  const instructions: Instruction[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const header = readHeader(lines[first] ?? '', { file, line: first + 1 });
  problems.push(...(header?.problems ?? []));
  for (const [index, line] of lines.entries()) {
    if (header !== undefined && index === first) continue;
    const read = readInstruction(line, { file, line: index + 1 });
    problems.push(...read.problems);
    if (read.instruction !== undefined) instructions.push(read.instruction);
  }
  const scenario: Scenario = {
    draws: 10,
    name,
    ...header?.fields,
    order: header?.order ?? 'sequential',
    instructions,
    position: { file, line: 1, column: 1 },
    ...(folder !== undefined && { folder }),
  };
  if (problems.length === 0) problems.push(...checkPlayable(scenario));
  if (problems.length === 0) return { scenario, problems };
  return { draft: draftOf(scenario, { mayLackBase: header !== undefined && header.problems.length > 0 }), problems };
}
