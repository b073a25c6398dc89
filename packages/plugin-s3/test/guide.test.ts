import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { s3Options } from '../src/config/s3-options.ts';
import { s3 } from '../src/index.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/s3.md'), 'utf8');

/** The names in the first column of the first table of a section. */
function namesIn(heading: string): readonly string[] {
  const section = guide.slice(guide.indexOf(`\n${heading}\n`));
  const table = /\n((?:\|.*\n)+)/.exec(section)?.[1] ?? '';
  const [, , ...rows] = table.trim().split('\n');
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

test('the guide tells every key of the configuration', () => {
  expect(namesIn('## Configuration').toSorted()).toEqual(Object.keys(s3Options.shape).toSorted());
});

test.each(['upload', 'download', 'open', 'follow'] as const)('the guide tells every parameter of %s', (action) => {
  const { params } = s3({ endpoint: 'http://127.0.0.1:9000' }).actions[action] ?? {};
  const known = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
  // The file is the engine's.
  expect(namesIn(`### ${action}`).filter((name) => name !== 'file')).toEqual(known);
});
