import { chmodSync, copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { path7za } from '7zip-bin';
import { openPromise } from 'yauzl';
import { expect } from 'vitest';
import type { FormatCheck, MadeFile } from '../format-check.ts';
import { runCommand } from '../run-command.ts';

export const archiveChecks: Readonly<Record<string, FormatCheck>> = {
  zip: {
    detected: 'application/zip',
    readers: '`unzip -t`, yauzl, `zipfile` of Python',
    commands: ['unzip', 'python3'],
    async open(files) {
      for (const { path } of files) {
        runCommand('unzip', ['-tq', path]);
        await readZip(path);
      }
      runCommand('python3', [
        '-c',
        'import sys,zipfile\nfor name in sys.argv[1:]: assert zipfile.ZipFile(name).testzip() is None',
        ...paths(files),
      ]);
    },
  },
  tar: {
    detected: 'application/x-tar',
    readers: '`tar`, `tarfile` of Python',
    commands: ['tar', 'python3'],
    open: (files) => readTars(files),
  },
  'tar.gz': {
    detected: 'application/gzip',
    readers: '`tar`, `tarfile` of Python',
    commands: ['tar', 'python3'],
    open: (files) => readTars(files),
  },
  gz: {
    detected: 'application/gzip',
    readers: '`gzip -t`, zlib of Node.js',
    commands: ['gzip'],
    open(files) {
      runCommand('gzip', ['-t', ...paths(files)]);
      for (const { bytes } of files) expect(gunzipSync(bytes).length).toBeLessThan(bytes.length);
    },
  },
  '7z': {
    detected: 'application/x-7z-compressed',
    readers: '`7za t` of 7-Zip',
    open(files) {
      const command = join(dirname(files[0]?.path ?? '.'), '7za');
      // Its package comes without the right to run it.
      copyFileSync(path7za, command);
      chmodSync(command, 0o755);
      for (const { path } of files) expect(runCommand(command, ['t', path])).toContain('Everything is Ok');
    },
  },
};

function paths(files: readonly MadeFile[]): readonly string[] {
  return files.map(({ path }) => path);
}

/** Every entry to its end: sizes and checksums are compared. */
async function readZip(path: string): Promise<void> {
  const zip = await openPromise(path);
  try {
    for await (const entry of zip.eachEntry()) {
      let size = 0;
      for await (const chunk of await zip.openReadStreamPromise(entry)) size += (chunk as Buffer).length;
      expect(size).toBe(entry.uncompressedSize);
    }
  } finally {
    zip.close();
  }
}

/** GNU tar, which must have nothing to say, and Python. */
function readTars(files: readonly MadeFile[]): void {
  for (const { path } of files) expect(runCommand('tar', ['xOf', path]).length).toBeGreaterThan(0);
  const script =
    'import sys,tarfile\nfor name in sys.argv[1:]:\n  t=tarfile.open(name)\n  for m in t: assert len(t.extractfile(m).read()) == m.size';
  runCommand('python3', ['-c', script, ...paths(files)]);
}
