import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileKinds } from '../src/formats/file-kind.ts';
import { bandNames, sizeBands } from '../src/grammar/size-bands.ts';
import { roleHabits } from '../src/habits/role-habits.ts';
import { placeholders } from '../src/names/placeholders.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/files.md'), 'utf8');

/** The cells of each row of a table whose head begins with a word, by the first cell. */
function tableOf(word: string): ReadonlyMap<string, readonly string[]> {
  const lines = guide.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${word} |`));
  const end = lines.findIndex((line, index) => index > start && line === '');
  return new Map(
    lines.slice(start + 2, end).map((line) => {
      const [first = '', ...cells] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return [first, cells];
    }),
  );
}

test('the guide tells the habits of every role', () => {
  const expected = Object.entries(roleHabits).map(([role, { kinds = {}, names = {} }]) => [
    role,
    fileKinds.map((kind) => Math.round((kinds[kind] ?? 0) * 100)).join(' / '),
    Object.values(names)
      .flat()
      .map((pattern) => `\`${pattern}\``)
      .join(', '),
  ]);
  expect([...tableOf('role')].map(([role, cells]) => [role.toLowerCase(), ...cells])).toEqual(expected);
});

test('the guide tells the weight of every band of sizes', () => {
  const expected = fileKinds.map((kind) => [kind, ...bandNames.map((band) => `${Math.round(sizeBands[kind][band].weight * 100)} %`)]);
  const told = [...tableOf('kind')].map(([kind, cells]) => [kind, ...cells.slice(0, 3).map((cell) => cell.split(':')[0])]);
  expect(told).toEqual(expected);
});

test('the guide tells every placeholder', () => {
  const told = [...tableOf('placeholder').keys()].flatMap((cell) => [...cell.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  expect(told.toSorted()).toEqual(placeholders.toSorted());
});
