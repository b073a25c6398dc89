import { readWeight } from './read-numbers.ts';
import { asRecord } from './as-record.ts';
import type { PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';
import { readName } from './read-words.ts';

/** Reads which scenarios a profile plays, as a map of weights or a list of names. */
export function readChoices(reader: PlanReader, path: PlanPath, value: unknown): Readonly<Record<string, number>> | undefined {
  if (value === undefined) return undefined;
  const choices: Record<string, number> = {};
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const at = [...path, index];
      const name = reader.read(at, item, readName);
      if (name === undefined) continue;
      if (Object.hasOwn(choices, name))
        reader.refuse(at, name, { reason: 'it is there twice', hint: 'Weigh scenarios by a map, such as `{ develop: 3, browse: 1 }`.' });
      choices[name] = 1;
    }
  } else {
    for (const [name, weight] of Object.entries(asRecord(value))) choices[name] = reader.read([...path, name], weight, readWeight) ?? 1;
  }
  const weights = Object.values(choices);
  if (weights.length === 0)
    reader.report(path, { message: 'The profile names no scenario.', hint: 'Name at least one, or leave `scenarios` out for all.' });
  else if (weights.every((weight) => weight === 0)) {
    reader.report(path, {
      message: 'All scenarios of the profile have the weight 0.',
      hint: 'Give at least one of them a weight above 0.',
    });
  }
  return choices;
}
