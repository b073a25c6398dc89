import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatChecks } from '../../test/format-checks.ts';
import type { MadeFile } from '../../test/format-check.ts';
import { hasCommand, runCommand } from '../../test/run-command.ts';
import { createContentSeed } from '../seed/content-seed.ts';
import { formats } from './formats.ts';

const seeds = ['9f86d081', '1', 'c0ffee0123456789'];
const MiB = 1024 * 1024;

/** Sizes that show every way a file of the format is put together; fewer for the other seeds. */
function sizesOf(minimum: number, seed: string): readonly number[] {
  const near = seed === seeds[0] ? [minimum, minimum + 1, minimum + 2, minimum + 3, minimum + 5] : [minimum + 4];
  const far = seed === seeds[0] ? [333, 1000, 16_384, 65_577, 100_003, 777_777, 2_500_000] : [30_000, 131_113];
  return [...new Set([...near, ...far.filter((size) => size > minimum)])];
}

function make(extension: string, size: number, seed: string): Buffer {
  return Buffer.concat([...(formats.get(extension)?.chunks(size, createContentSeed(seed)) ?? [])]);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-content-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('every extension of the table has a check, and every check an extension', () => {
  expect(Object.keys(formatChecks).toSorted()).toEqual([...formats.keys()].toSorted());
});

test.each(['README.md', '../../docs/files.md'])('the table of %s says how each extension is checked', (name) => {
  const rows = [...formats.values()].map(({ extension, kind, type }) => {
    const { detected, readers } = formatChecks[extension] ?? { detected: '', readers: '' };
    return `| ${extension} | ${kind} | ${type} | ${detected} | ${readers} |`;
  });
  const page = readFileSync(join(import.meta.dirname, '../..', name), 'utf8');
  expect(page.split('\n').filter((line) => /^\| \S+ \| (?:documents|images|code|archives|media) \|/.test(line))).toEqual(rows);
});

describe.each([...formats.values()])('$extension', ({ extension, minimumBytes, chunks }) => {
  const made: MadeFile[] = [];
  beforeAll(() => {
    for (const seed of seeds) {
      for (const size of sizesOf(minimumBytes, seed)) {
        const path = join(folder, `${seed}-${size}.${extension}`);
        const bytes = make(extension, size, seed);
        writeFileSync(path, bytes);
        made.push({ recipe: `${extension}:${size}@${seed}`, path, bytes });
      }
    }
  });

  test('files have exactly the size that was asked for', () => {
    for (const { recipe, bytes } of made) expect(`${recipe.split(':')[0]}:${bytes.length}@${recipe.split('@')[1]}`).toBe(recipe);
  });

  test('the same seed and size make the same bytes, another seed others', () => {
    for (const size of [minimumBytes, 100_003]) {
      expect(make(extension, size, 'ab').equals(make(extension, size, 'ab'))).toBe(true);
      expect(make(extension, size, 'ab').equals(make(extension, size, 'ac'))).toBe(false);
    }
  });

  test('pieces have at most 1 MiB, and reading some of them makes no more', () => {
    let count = 0;
    for (const piece of chunks(3 * 1024 * MiB, createContentSeed('ab'))) {
      expect(piece.length).toBeLessThanOrEqual(MiB);
      count += 1;
      if (count === 20) break;
    }
    expect(count).toBe(20);
  });

  test('`file` says what it is', ({ skip }) => {
    if (!hasCommand('file') && process.env.CI === undefined) skip('the command `file` is not installed');
    const said = runCommand('file', ['--brief', '--mime-type', ...made.map(({ path }) => path)]);
    expect(said.trim().split('\n')).toEqual(made.map(() => formatChecks[extension]?.detected));
  });

  test('its own readers open it', { timeout: 120_000 }, async ({ skip }) => {
    const check = formatChecks[extension];
    const wanted = [...(check?.compilers ?? []), ...(process.env.CI === undefined ? (check?.commands ?? []) : [])];
    const missing = wanted.find((command) => !hasCommand(command));
    if (missing !== undefined) skip(`the command \`${missing}\` is not installed`);
    await expect(Promise.resolve(check?.open(made))).resolves.toBeUndefined();
  });
});
