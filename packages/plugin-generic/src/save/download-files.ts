import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { isRushhourError, RushhourError } from '@rushhour/core';

/** A download on its way to the disk. */
export interface DownloadFile {
  write(chunk: Uint8Array): Promise<void>;
  /** Gives the file its final name: the one it was opened with, and an extension such as `.pdf`. */
  keep(extension: string): Promise<void>;
  /** Removes what was not kept; does nothing after `keep`. */
  discard(): Promise<void>;
}

/**
 * Opens a file of our own naming in a folder, readable by its owner only. Until it is kept it is called `.part`.
 *
 * @throws RushhourError `disk_full`, here and from its methods, when the disk takes no more, here also while it has fewer than `minFree`
 * bytes left; `save_failed` when the folder cannot be written.
 */
export async function openDownloadFile(
  folder: string,
  { name, minFree }: { readonly name: string; readonly minFree: number },
): Promise<DownloadFile> {
  const path = join(folder, name);
  const part = `${path}.part`;
  const handle = await orFail(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await checkSpace(folder, minFree);
    return open(part, 'wx', 0o600);
  });
  let isOpen = true;
  let isKept = false;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    write: (chunk) =>
      orFail(async () => {
        // A short write is what a full disk may answer; the rest then fails.
        for (let at = 0; at < chunk.byteLength;) at += (await handle.write(chunk, at)).bytesWritten;
      }),
    keep: (extension) =>
      orFail(async () => {
        await close();
        await rename(part, path + extension);
        isKept = true;
      }),
    discard: () =>
      orFail(async () => {
        try {
          await close();
        } finally {
          if (!isKept) await rm(part, { force: true });
        }
      }),
  };
}

async function checkSpace(folder: string, minFree: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= minFree) return;
  throw new RushhourError('disk_full', {
    message: `A download is not saved: its disk has "${bavail * bsize}" bytes left, and is to keep "${minFree}".`,
    hint: 'Make room, or lower `minFree` in the configuration of the generic plugin.',
  });
}

async function orFail<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    if (isRushhourError(cause)) throw cause;
    // Errors of the file system carry a code; the path in their message is no business of a report.
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    throw new RushhourError(isFull ? 'disk_full' : 'save_failed', { message: `A download could not be saved: "${code}".`, cause });
  }
}
