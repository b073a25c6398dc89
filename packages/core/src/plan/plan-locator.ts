import type { Problem } from '../scenario/problem.ts';
import type { SourcePosition } from '../scenario/scenario.ts';
import type { YamlValue } from '../scenario/yaml-value.ts';
import type { PlanPath, PlanProblem } from './plan-problem.ts';

/** Where the parts of a plan stand in its file. */
export interface PlanLocator {
  positionOf(path: PlanPath): SourcePosition;
  locate(problem: PlanProblem): Problem;
}

/** Makes what finds the places of a plan; `hide` makes texts fit to be shown. */
export function planLocator(yaml: YamlValue, hide: (text: string) => string): PlanLocator {
  const positionOf = (path: PlanPath) => yaml.valueAt(pathIn(yaml.value, path));
  return {
    positionOf,
    locate: ({ path, atKey, message, hint, code }) => ({
      position: atKey === true ? yaml.keyAt(path) : positionOf(path),
      message: hide(message),
      ...(hint !== undefined && { hint: hide(hint) }),
      ...(code !== undefined && { code }),
    }),
  };
}

/** A path as it is written: scenarios named in a list are found by their name. */
function pathIn(value: unknown, path: PlanPath): PlanPath {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return path;
  const index: string | number = Array.isArray(value) && typeof key === 'string' ? value.indexOf(key) : key;
  const inner: unknown = Object.entries(value).find(([name]) => name === String(index))?.[1];
  return [index, ...pathIn(inner, rest)];
}
