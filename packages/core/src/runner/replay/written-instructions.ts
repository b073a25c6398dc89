import { splitUpload } from '../../execution/find-upload.ts';
import { resolveTarget } from '../../execution/resolve-target.ts';
import type { Instruction, Scenario } from '../../scenario/scenario.ts';
import { redactUrl } from '../../telemetry/redact-url.ts';
import type { JournalEntry } from '../journal.ts';
import { redactParameters } from '../redact-parameters.ts';
import { targetPattern, type TargetPattern } from './target-pattern.ts';

/** The instruction of a plan that an entry of a journal came from, with the target of the entry; `lost` when it had a secret nobody wrote down. */
export type FindWritten = (entry: JournalEntry) => Instruction | 'lost' | undefined;

interface Written {
  readonly instruction: Instruction;
  /** The target in full; undefined when it is another one, or the current page. */
  readonly restore: TargetPattern['restore'];
}

/** Makes what finds instructions by scenario, action, target, parameters and file. */
export function findWritten(scenarios: readonly Scenario[], base: string | undefined): FindWritten {
  const written = new Map<string, Written[]>();
  for (const scenario of scenarios) {
    for (const instruction of scenario.instructions) {
      const { file, parameters } = splitUpload(instruction);
      const key = keyOf({
        scenario: scenario.name,
        action: instruction.action,
        with: redactParameters(parameters),
        file: fileName(file),
      });
      const list = written.get(key);
      const one = { instruction, restore: restorer(instruction, scenario, base) };
      if (list === undefined) written.set(key, [one]);
      else list.push(one);
    }
  }
  return (entry) => {
    const candidates = written.get(keyOf(entry)) ?? [];
    for (const { instruction, restore } of candidates) {
      const restored = restore(entry.target);
      if (restored === 'lost') return 'lost';
      if (restored !== undefined) return named(instruction, restored.target);
    }
    const onPage = candidates.find(({ instruction }) => instruction.target === undefined);
    return onPage?.instruction;
  };
}

function restorer(instruction: Instruction, scenario: Scenario, base: string | undefined): Written['restore'] {
  const resolved = resolveTarget(instruction, { scenario, base });
  if (!('target' in resolved) || resolved.target === undefined) return () => undefined;
  return targetPattern(resolved.target).restore;
}

/** The same instruction at one target, counted under the name it had. */
function named(instruction: Instruction, target: string): Instruction {
  const { action, name = redactUrl(`${action} ${instruction.target ?? 'link'}`) } = instruction;
  return { ...instruction, target, name };
}

function keyOf({ scenario, action, with: parameters, file }: Pick<JournalEntry, 'scenario' | 'action' | 'with' | 'file'>): string {
  return JSON.stringify([scenario, action, parameters, file ?? null]);
}

/** The name of a file to upload as a journal has it. */
function fileName(file: unknown): string | undefined {
  if (typeof file === 'string') return file;
  return typeof file === 'object' && file !== null && 'name' in file ? String(file.name) : undefined;
}
