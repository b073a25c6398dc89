import { quoted } from '../support/quoted.ts';
import { isEngineKey, isGroupedKey, parseEngineKey, type EngineFields, type EngineKey } from './engine-keys.ts';
import type { Fault, Problem } from './problem.ts';
import type { LineToken } from './read-line.ts';
import type { SourcePosition } from './scenario.ts';
import { isUnsafeKey } from './unsafe-key.ts';

/** The parameters of a line: nested by the dots of their keys, the engine's own set apart. */
export interface CollectedParameters {
  readonly with: Readonly<Record<string, unknown>>;
  readonly fields: EngineFields;
  readonly positions: Readonly<Record<string, SourcePosition>>;
  /** Dotted paths given more than once; their values are lists. */
  readonly repeated: readonly string[];
  readonly problems: readonly Problem[];
}

/** How many parts a dotted key may have. */
const deepest = 16;

type Branch = Map<string, Branch | string[]>;

/** Collects the `key=value` words of a line. A repeated key becomes a list; its position is that of the repetition. */
export function collectParameters(
  words: readonly LineToken[],
  place: { readonly file: string; readonly line: number },
): CollectedParameters {
  const tree: Branch = new Map();
  /** Parts of `capture` and `next`. */
  const groups: Branch = new Map();
  const groupPositions = new Map<string, SourcePosition>();
  const written = new Map<string, SourcePosition[]>();
  const problems: Problem[] = [];
  const engineSeen = new Set<string>();
  const fields: EngineFields = {};
  for (const { key, text, column, textColumn } of words) {
    const position = { ...place, column };
    const [root = '', ...rest] = key?.split('.') ?? [];
    const report = (fault: Fault, at: SourcePosition = position) => problems.push({ position: at, ...fault });
    if (key === undefined) {
      report({
        message: `Unexpected ${quoted(text)}.`,
        hint: 'A bare word comes right after the URL, and only one; a value with spaces goes between quotes.',
      });
    } else if (isEngineKey(key)) {
      const result = parseEngineKey(key, text);
      if (engineSeen.has(key)) report({ message: `\`${key}\` is given twice.`, hint: 'Keep one of them.' });
      else if ('fault' in result) report(result.fault, { ...place, column: textColumn });
      else Object.assign(fields, result.fields);
      engineSeen.add(key);
    } else if (isEngineKey(root)) {
      const fault = insertGrouped(groups, { root, rest, text });
      if (fault !== undefined) report(fault);
      if (!groupPositions.has(root)) groupPositions.set(root, position);
    } else {
      const fault = insert(tree, key.split('.'), text);
      const places = written.get(key) ?? [];
      if (fault !== undefined) report(fault);
      else written.set(key, places);
      places.push(position);
    }
  }
  for (const [root, value] of Object.entries(toRecord(groups))) {
    const position = groupPositions.get(root);
    if (!isEngineKey(root) || position === undefined) continue;
    const result = parseEngineKey(root, value);
    if (engineSeen.has(root)) problems.push({ position, message: `\`${root}\` is given twice.`, hint: 'Keep one of them.' });
    else if ('fault' in result) problems.push({ position, ...result.fault });
    else Object.assign(fields, result.fields);
  }
  const repeated = [...written].filter(([, places]) => places.length > 1);
  const positions = Object.fromEntries([
    ...[...written].flatMap(([key, places]) => places.slice(-1).map((position) => [key, position] as const)),
    ...repeated.flatMap(([key, places]) => places.map((position, index) => [`${key}.${index}`, position] as const)),
  ]);
  return { with: toRecord(tree), fields, positions, repeated: repeated.map(([key]) => key), problems };
}

/** Puts a value at a dotted path; answers what is wrong with the path. */
function insert(tree: Branch, parts: readonly string[], value: string): Fault | undefined {
  const key = parts.join('.');
  if (parts.includes('')) return { message: `The key ${quoted(key)} has an empty part.`, hint: 'Write one name between two dots.' };
  if (parts.length > deepest) return { message: `The key ${quoted(key)} has more than ${deepest} parts.`, hint: 'Nest less.' };
  if (parts.some(isUnsafeKey)) return { message: `The key ${quoted(key)} is refused.`, hint: 'Use another name.' };
  let branch = tree;
  for (const part of parts.slice(0, -1)) {
    const next = branch.get(part) ?? new Map<string, never>();
    if (Array.isArray(next)) return conflict(key);
    branch.set(part, next);
    branch = next;
  }
  const last = parts.at(-1) ?? '';
  const present = branch.get(last) ?? [];
  if (!Array.isArray(present)) return conflict(key);
  present.push(value);
  branch.set(last, present);
  return undefined;
}

/** Puts a part of an engine key into its group: `next` has names, dots and all; `capture` names and kinds. */
function insertGrouped(
  groups: Branch,
  { root, rest, text }: { readonly root: EngineKey; readonly rest: readonly string[]; readonly text: string },
): Fault | undefined {
  if (!isGroupedKey(root)) return { message: `\`${root}\` has no parts.`, hint: `Write \`${root}=value\`.` };
  if (root === 'next') return insert(groups, [root, rest.join('.')], text);
  return rest.length === 2
    ? insert(groups, [root, ...rest], text)
    : {
        message: `The key ${quoted([root, ...rest].join('.'))} is no capture.`,
        hint: 'Write `capture.NAME.KIND=...`, such as `capture.token.json=$.token`.',
      };
}

function conflict(key: string): Fault {
  return { message: `The key ${quoted(key)} is a value and a group of values at once.`, hint: 'Give either `a=b`, or `a.c=d`.' };
}

function toRecord(tree: Branch): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...tree].map(([key, value]) => [key, Array.isArray(value) ? (value.length === 1 ? value[0] : value) : toRecord(value)]),
  );
}
