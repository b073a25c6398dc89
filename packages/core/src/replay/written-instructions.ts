import { splitUpload } from '../execution/find-upload.ts';
import { resolveTarget } from '../execution/resolve-target.ts';
import { isRecipe } from '../plugin/content-port.ts';
import type { Instruction, Scenario } from '../scenario/scenario.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { RestoreText } from './filled-pattern.ts';
import { parametersPattern, type RestoreParameters } from './parameters-pattern.ts';
import { targetPattern } from './target-pattern.ts';

/** The instruction of a plan that an entry of a journal came from, as it was then; names of secrets from data stay in braces. */
export type FindWritten = (entry: JournalEntry) => Instruction | undefined;

interface Written {
  readonly instruction: Instruction;
  /** Undefined for the current page. */
  readonly target: RestoreText | undefined;
  readonly parameters: RestoreParameters;
  readonly file: unknown;
}

/** Makes what finds instructions by scenario, action, target, parameters and file. */
export function findWritten(scenarios: readonly Scenario[], base: string | undefined): FindWritten {
  const written = new Map<string, Written[]>();
  for (const scenario of scenarios) {
    for (const instruction of scenario.instructions) {
      const { file, parameters } = splitUpload(instruction);
      const key = keyOf({ scenario: scenario.name, action: instruction.action, file: fileName(file) });
      const made = keyOf({ scenario: scenario.name, action: instruction.action, file: madeFile });
      const resolved = resolveTarget(instruction, { scenario, base });
      const target = 'target' in resolved && resolved.target !== undefined ? targetPattern(resolved.target) : undefined;
      const one = { instruction, target, parameters: parametersPattern(parameters), file };
      for (const each of typeof file === 'string' ? [key, made] : [key]) written.set(each, [...(written.get(each) ?? []), one]);
    }
  }
  return (entry) => {
    const recorded = JSON.stringify(entry.with ?? {});
    // Of a file that was made the journal has another name than the scenario: any that could have been one will do.
    const isMade = entry.file !== undefined && isRecipe(entry.file);
    const found = (written.get(keyOf(isMade ? { ...entry, file: madeFile } : entry)) ?? []).flatMap((one) => {
      const parameters = one.parameters(recorded);
      return parameters === undefined ? [] : [{ ...one, parameters }];
    });
    for (const { target, parameters, ...one } of found) {
      const restored = target?.(entry.target);
      if (restored !== undefined) return restore(one, parameters, restored);
    }
    const onPage = found.find(({ target }) => target === undefined);
    return onPage && restore(onPage, onPage.parameters, undefined);
  };
}

/** The same instruction with one target and one set of parameters, counted under the name it had. */
function restore(
  { instruction, file }: Pick<Written, 'instruction' | 'file'>,
  parameters: Instruction['with'],
  target: string | undefined,
): Instruction {
  const { action, name = redactUrl(`${action} ${instruction.target ?? 'link'}`) } = instruction;
  return {
    ...instruction,
    ...(target !== undefined && { target }),
    with: file === undefined ? parameters : { file, ...parameters },
    name,
  };
}

function keyOf({ scenario, action, file }: Pick<JournalEntry, 'scenario' | 'action' | 'file'>): string {
  return JSON.stringify([scenario, action, file ?? null]);
}

/** Stands for all files that are made. */
const madeFile = ' made';

/** The name of a file to upload as a journal has it. */
function fileName(file: unknown): string | undefined {
  if (typeof file === 'string') return file;
  return typeof file === 'object' && file !== null && 'name' in file ? String(file.name) : undefined;
}
