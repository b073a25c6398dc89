import type { z } from 'zod';
import { unknownWord } from '../scenario/unknown-word.ts';
import { quoted } from '../support/quoted.ts';
import { isAlong, planPathText, type PlanPath, type PlanProblem } from './plan-problem.ts';

/** What is needed to tell of a wrong shape. */
export interface PlanShape {
  readonly value: unknown;
  /** The schema it was checked by, as JSON Schema: only asked when something is wrong. */
  readonly schema: () => unknown;
  readonly secretPaths?: readonly PlanPath[] | undefined;
}

/** Turns what the schema of a plan found into problems, and for misspelt words the nearest known. */
export function planShapeProblems(issues: readonly z.core.$ZodIssue[], shape: PlanShape): readonly PlanProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], shape));
}

function problemsOf(issue: z.core.$ZodIssue, before: PlanPath, shape: PlanShape): readonly PlanProblem[] {
  const path = [...before, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const value = partOf(shape.value, path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(shape.schema(), path);
    return issue.keys.map((key) => ({ path: [...path, key], atKey: true, ...unknownWord('key', key, known) }));
  }
  if (issue.code === 'invalid_union' && typeof value === 'object' && value !== null) {
    // A map or a list was meant: what is wrong inside it says more than that it is no text.
    const branch = issue.errors.find(
      (inner) => inner.length > 0 && inner.every((each) => each.path.length > 0 || each.code === 'unrecognized_keys'),
    );
    if (branch !== undefined) return branch.flatMap((inner) => problemsOf(inner, path, shape));
  }
  const what = path.length === 0 ? 'The plan' : `\`${planPathText(path)}\``;
  if (value === undefined) return [{ path, message: `${what} is missing.`, hint: `It ${issue.message}.` }];
  const isHidden = shape.secretPaths?.some((secret) => isAlong(secret, path)) ?? false;
  return [
    {
      path,
      message: `${what} cannot be ${isHidden ? '"(hidden)"' : quoted(typeof value === 'number' ? String(value) : value)}.`,
      hint: `It ${issue.message}.`,
    },
  ];
}

/** The keys a map may have, by JSON Schema. */
function keysAt(schema: unknown, path: PlanPath): readonly string[] {
  const [key, ...rest] = path;
  for (const branch of branchesOf(schema)) {
    const properties = partOf(branch, ['properties']);
    if (key === undefined) {
      if (typeof properties === 'object' && properties !== null) return Object.keys(properties);
      continue;
    }
    const inner = typeof key === 'number' ? partOf(branch, ['items']) : partOf(properties, [key]);
    if (inner !== undefined) return keysAt(inner, rest);
  }
  return [];
}

function branchesOf(schema: unknown): readonly unknown[] {
  const branches = partOf(schema, ['anyOf']);
  return Array.isArray(branches) ? branches : [schema];
}

function partOf(value: unknown, path: PlanPath): unknown {
  let part = value;
  for (const key of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = Object.entries(part).find(([name]) => name === String(key))?.[1];
  }
  return part;
}
