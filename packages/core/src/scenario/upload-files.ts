import { access, constants, open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import type { ErrorCode } from '../errors/catalogue.ts';
import { RushhourError } from '../errors/rushhour-error.ts';
import { quoted } from '../support/quoted.ts';
import { mediaType } from './media-type.ts';
import type { OpenedFile } from './opened-file.ts';

/** Bytes read at a time. */
const chunkBytes = 64 * 1024;

/**
 * Finds a file to upload below a folder, without opening it: at most a few calls to the file system, none of which waits for a writer.
 *
 * @param name relative, with `/` between its parts
 * @returns the real path
 * @throws RushhourError `file_outside` for a name that leaves the folder, itself or by a link; `file_not_found`; `file_not_regular` for
 * folders, pipes, devices and what cannot be read.
 */
export async function resolveUploadFile(root: string, name: string): Promise<string> {
  const fault = nameFault(name);
  if (fault !== undefined) throw new RushhourError('file_outside', { message: `The file ${quoted(name)} ${fault}.` });
  try {
    const [realRoot, path] = await Promise.all([realpath(root), realpath(join(root, name))]);
    const inside = relative(realRoot, path);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      throw new RushhourError('file_outside', { message: `The file ${quoted(name)} is a link that leads out of its folder.` });
    }
    if (!(await stat(path)).isFile()) throw notRegular(name);
    await access(path, constants.R_OK);
    return path;
  } catch (error) {
    throw fileError(name, error);
  }
}

/**
 * Opens a regular file to upload it. Its size is that of the file that is read, whatever happens to the path meanwhile.
 *
 * @throws RushhourError `file_not_found`, `file_not_regular`
 */
export async function openUploadFile(path: string): Promise<OpenedFile> {
  // Not blocking, or a pipe would wait for its writer; not following, because the path is a real one already.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw fileError(basename(path), error);
  });
  try {
    const entry = await handle.stat();
    if (!entry.isFile()) throw notRegular(basename(path));
    const name = basename(path);
    let closing: Promise<void> | undefined;
    return {
      name,
      path,
      type: mediaType(name),
      size: entry.size,
      stream: () => readExactly(handle, entry.size, name),
      close: () => (closing ??= handle.close()),
    };
  } catch (error) {
    await handle.close();
    throw fileError(basename(path), error);
  }
}

/** Reads a file of a known size. The last piece is held back until it is sure that nothing follows it. */
async function* readExactly(handle: FileHandle, size: number, name: string): AsyncGenerator<Uint8Array, void> {
  let position = 0;
  do {
    const left = size - position;
    const buffer = Buffer.allocUnsafeSlow(left > chunkBytes ? chunkBytes : left + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    position += bytesRead;
    if (position > size) throw sizeMismatch(name, 'grew');
    if (bytesRead === 0 && position < size) throw sizeMismatch(name, 'shrank');
    if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
  } while (position < size);
}

/** What is wrong with a name before the file system is asked. */
function nameFault(name: string): string | undefined {
  if (name === '') return 'has an empty name';
  if (name.includes('\0')) return 'contains a NUL character';
  if (name.includes('\\')) return 'contains a backslash; write `/` between folders';
  if (isAbsolute(name) || /^[a-z]:/i.test(name)) return 'is an absolute path; write it relative to its folder';
  if (name.split('/').includes('..')) return 'leaves its folder by `..`';
  return undefined;
}

function fileError(name: string, error: unknown): RushhourError {
  if (error instanceof RushhourError) return error;
  const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code: ErrorCode = reason === 'ENOENT' || reason === 'ENOTDIR' ? 'file_not_found' : 'file_not_regular';
  const what = code === 'file_not_found' ? 'does not exist' : `cannot be read (${reason})`;
  return new RushhourError(code, { message: `The file ${quoted(name)} ${what}.`, cause: error });
}

function notRegular(name: string): RushhourError {
  return new RushhourError('file_not_regular', { message: `${quoted(name)} is not a regular file.` });
}

function sizeMismatch(name: string, verb: 'grew' | 'shrank'): RushhourError {
  return new RushhourError('body_size_mismatch', { message: `The file ${quoted(name)} ${verb} while it was sent.` });
}
