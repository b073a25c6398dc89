import { execFile } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const run = promisify(execFile);

/** Mounts a disk of 1 MiB until the test is over; undefined where nobody may mount. */
export async function mountSmallDisk(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  onTestFinished(() => rmdir(folder));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    return undefined;
  }
  onTestFinished(async () => {
    await run('umount', [folder]);
  });
  return folder;
}
