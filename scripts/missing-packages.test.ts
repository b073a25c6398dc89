import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingPackages } from './missing-packages.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rushhour-missing-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, packages: object): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify({ packages }));
}

const elsewhere = process.platform === 'win32' ? 'linux' : 'win32';

test('a fresh clone lacks everything', () => {
  write('package-lock.json', { '': {} });
  expect(missingPackages(root)).toEqual(['node_modules']);
});

test('nothing is missing when npm has installed what the lock says', () => {
  write('package-lock.json', { '': {}, 'packages/core': {}, 'node_modules/zod': { version: '4.0.0' } });
  write('node_modules/.package-lock.json', { 'node_modules/zod': { version: '4.0.0' } });
  expect(missingPackages(root)).toEqual([]);
});

test('a package that is absent or of another version is missing, and so is a workspace that is not linked', () => {
  const wanted = {
    'node_modules/@rushhour/new': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
  };
  write('package-lock.json', { '': {}, ...wanted });
  write('node_modules/.package-lock.json', { 'node_modules/b': { version: '1.0.0' } });
  expect(missingPackages(root)).toEqual(Object.keys(wanted));
});

test('binaries for other machines may be absent, the Node for this one may not', () => {
  write('package-lock.json', {
    '': { optionalDependencies: { here: '1.0.0', there: '1.0.0' } },
    'node_modules/binary': { version: '1.0.0', optional: true, os: [elsewhere] },
    'node_modules/here': { version: '1.0.0', optional: true, os: process.platform, cpu: [process.arch] },
    'node_modules/there': { version: '1.0.0', optional: true, os: [elsewhere] },
  });
  write('node_modules/.package-lock.json', {});
  expect(missingPackages(root)).toEqual(['node_modules/here']);
});
