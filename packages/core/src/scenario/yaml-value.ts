import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import { quoted } from '../support/quoted.ts';
import type { Fault, Problem } from './problem.ts';
import type { SourcePosition } from './scenario.ts';
import { isUnsafeKey } from './unsafe-key.ts';

/** A path into a value: keys and indexes. */
export type YamlPath = readonly (string | number)[];

/** A plain value made of a YAML document, and where each part of it stands. */
export interface YamlValue {
  readonly value: unknown;
  /** Where a part stands, or the nearest part around it. */
  valueAt(path: YamlPath): SourcePosition;
  /** Where the key of a part stands. */
  keyAt(path: YamlPath): SourcePosition;
  readonly problems: readonly Problem[];
}

/**
 * Turns the nodes of a YAML document into plain objects, lists and scalars. Refused: duplicate keys (told in linear time, which
 * `uniqueKeys` of `yaml` is not), keys that reach a prototype or are not scalars, tags, aliases, numbers that are not finite or not exact.
 */
export function yamlValue(root: Node, file: string, lines: LineCounter): YamlValue {
  const problems: Problem[] = [];
  const values = new Map<string, number>();
  const keys = new Map<string, number>();
  const positionOf = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const report = (node: Node, fault: Fault) => problems.push({ position: positionOf(node.range?.[0] ?? 0), ...fault });

  const scalar = (node: Node, value: unknown, source: string | undefined): unknown => {
    if (typeof value !== 'number') return value;
    const text = source ?? String(value);
    if (!Number.isFinite(value)) report(node, { message: `The number ${quoted(text)} is not finite.`, hint: 'Write a finite number.' });
    else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      report(node, { message: `The number ${quoted(text)} is too large to be exact.`, hint: 'Put it between quotes to keep it as text.' });
    }
    return value;
  };

  const walk = (node: unknown, path: YamlPath): unknown => {
    if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return null;
    if (node.range) values.set(pathKey(path), node.range[0]);
    if (isAlias(node)) {
      report(node, { message: `The alias ${quoted(`*${node.source}`)} is refused.`, hint: 'Write the value out.' });
      return null;
    }
    if (node.tag !== undefined)
      report(node, { message: `The tag ${quoted(node.tag)} is refused.`, hint: 'Write plain YAML without tags.' });
    if (isScalar(node)) return scalar(node, node.value, node.source);
    if (isSeq(node)) return node.items.map((item, index) => walk(item, [...path, index]));
    const made: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        report(isMap(key) || isSeq(key) || isAlias(key) ? key : node, {
          message: 'A key is not a plain word.',
          hint: 'Write one word before the colon.',
        });
        continue;
      }
      const name = key.source ?? JSON.stringify(key.value);
      const inner = [...path, name];
      if (isUnsafeKey(name)) report(key, { message: `The key "${name}" is refused.`, hint: 'Use another name.' });
      else if (Object.hasOwn(made, name)) report(key, { message: `\`${name}\` is given twice.`, hint: 'Keep one of them.' });
      else {
        if (key.range) keys.set(pathKey(inner), key.range[0]);
        made[name] = walk(value, inner);
      }
    }
    return made;
  };

  const nearest = (offsets: ReadonlyMap<string, number>, path: YamlPath): SourcePosition => {
    for (let length = path.length; length >= 0; length -= 1) {
      const part = pathKey(path.slice(0, length));
      const offset = length === path.length ? (offsets.get(part) ?? values.get(part)) : values.get(part);
      if (offset !== undefined) return positionOf(offset);
    }
    return positionOf(0);
  };

  const value = walk(root, []);
  return { value, problems, valueAt: (path) => nearest(values, path), keyAt: (path) => nearest(keys, path) };
}

function pathKey(path: YamlPath): string {
  return JSON.stringify(path);
}
