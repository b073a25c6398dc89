import type { z } from 'zod';
import { quoted } from '../support/quoted.ts';
import type { Problem } from './problem.ts';
import { unknownOrder } from './scenario-keys.ts';
import { instructionFileKeys, scenarioFileKeys } from './scenario-file-schema.ts';
import { findThinkFault, thinkKeys } from './think-fault.ts';
import { unknownWord } from './unknown-word.ts';
import type { YamlPath, YamlValue } from './yaml-value.ts';

/** Turns what the schema of a scenario file found into problems with places, and for misspelt words the nearest known. */
export function shapeProblems(issues: readonly z.core.$ZodIssue[], yaml: YamlValue): readonly Problem[] {
  return issues.flatMap((issue): Problem | Problem[] => {
    const path: YamlPath = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      const known = path.length === 0 ? scenarioFileKeys : path.at(-1) === 'think' ? thinkKeys : instructionFileKeys;
      return issue.keys.map((key) => ({ position: yaml.keyAt([...path, key]), ...unknownWord('key', key, known) }));
    }
    const value = partOf(yaml.value, path);
    const what = typeof path.at(-1) === 'string' ? `\`${path.at(-1)}\`` : path.length === 0 ? 'The file' : 'An instruction';
    if (value === undefined) return { position: yaml.valueAt(path), message: `${what} is missing.`, hint: `It ${issue.message}.` };
    if (path.length === 1 && path[0] === 'order' && typeof value === 'string')
      return { position: yaml.valueAt(path), ...unknownOrder(value) };
    const inside = path.at(-1) === 'think' ? findThinkFault(value) : undefined;
    if (inside !== undefined) {
      const { key, ...fault } = inside;
      return { position: yaml.valueAt(key === undefined ? path : [...path, key]), ...fault };
    }
    return { position: yaml.valueAt(path), message: `${what} cannot be ${quoted(value)}.`, hint: `It ${issue.message}.` };
  });
}

function partOf(value: unknown, path: YamlPath): unknown {
  let part = value;
  for (const key of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = Object.entries(part).find(([name]) => name === String(key))?.[1];
  }
  return part;
}
