import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRotatingFile } from './rotating-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const fail = (error: unknown) => {
  throw error;
};
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

test('lines are appended, and the oldest files go when there are too many', () => {
  writeFileSync(join(folder, 'run.log'), 'earlier\n');
  const log = openRotatingFile(join(folder, 'run.log'), { size: 12, keep: 3, onError: fail });
  for (const line of ['one', 'two', 'three', 'four', 'five', 'six', 'seven']) log.write(line);
  log.close();
  expect(readdirSync(folder).toSorted()).toEqual(['run.log', 'run.log.1', 'run.log.2']);
  expect([read('run.log.2'), read('run.log.1'), read('run.log')]).toEqual(['two\nthree\n', 'four\nfive\n', 'six\nseven\n']);
});

test('a line longer than a file is kept whole', () => {
  const log = openRotatingFile(join(folder, 'run.log'), { size: 4, keep: 2, onError: fail });
  log.write('a long line');
  log.write('b');
  log.close();
  expect([read('run.log.1'), read('run.log')]).toEqual(['a long line\n', 'b\n']);
});

test('one file is enough, if that is what is asked for', () => {
  const log = openRotatingFile(join(folder, 'run.log'), { size: 4, keep: 1, onError: fail });
  log.write('one');
  log.write('two');
  log.close();
  expect(readdirSync(folder)).toEqual(['run.log']);
  expect(read('run.log')).toBe('two\n');
});

test('a full disk is told once, and ends nothing', () => {
  const errors: unknown[] = [];
  const log = openRotatingFile('/dev/full', { size: 100, keep: 2, onError: (error) => errors.push(error) });
  log.write('one');
  log.write('two');
  log.close();
  expect(errors).toEqual([expect.objectContaining({ code: 'ENOSPC' })]);
});

test('a folder that is gone is told once, and the log goes on when it is back', () => {
  const errors: unknown[] = [];
  const path = join(folder, 'gone', 'run.log');
  const log = openRotatingFile(path, { size: 100, keep: 2, onError: (error) => errors.push(error) });
  log.write('lost');
  log.write('lost');
  mkdirSync(join(folder, 'gone'));
  log.write('there again');
  log.close();
  expect(read('gone/run.log')).toBe('there again\n');
  expect(errors).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
});
