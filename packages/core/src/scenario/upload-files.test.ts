import { execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import type { UploadFile } from '../plugin/upload-file.ts';
import { memoryFile } from './memory-file.ts';
import type { OpenedFile } from './opened-file.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openUploadFile, resolveUploadFile } from './upload-files.ts';

async function read(file: OpenedFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function openTemporary(name: string, content: string | Uint8Array) {
  const path = join(await temporaryFolder({ [name]: content }), name);
  const file = await openUploadFile(path);
  onTestFinished(() => file.close());
  return { path, file };
}

test('a file below the folder is found', async () => {
  const folder = await temporaryFolder({ 'photos/a b.jpg': 'x', 'c.txt': 'x' });
  await symlink('../c.txt', join(folder, 'photos', 'link.txt'));
  expect(await resolveUploadFile(folder, 'photos/a b.jpg')).toBe(join(folder, 'photos/a b.jpg'));
  expect(await resolveUploadFile(folder, './photos/link.txt')).toBe(join(folder, 'c.txt'));
});

test.each(['../../etc/passwd', '/etc/passwd', 'a\0b', String.raw`C:\x`, 'C:/x', 'photos/../../x', String.raw`..\x`, '', '..'])(
  'the name %j is refused before the file system is asked',
  async (name) => {
    await expect(resolveUploadFile('/does/not/exist', name)).rejects.toMatchObject({ code: 'file_outside' });
  },
);

test('links that leave the folder are refused', async () => {
  const folder = await temporaryFolder({ 'inside/x.txt': 'x', 'inside-too/y.txt': 'y' });
  const root = join(folder, 'inside');
  await symlink('/etc/hostname', join(root, 'file.txt'));
  await symlink('/etc', join(root, 'folder'));
  await symlink('../inside-too/y.txt', join(root, 'near.txt'));
  for (const name of ['file.txt', 'folder/hostname', 'near.txt']) {
    await expect(resolveUploadFile(root, name)).rejects.toMatchObject({ code: 'file_outside' });
  }
});

test('what is no regular file is refused and nothing waits for it', async () => {
  const folder = await temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await mkdir(join(folder, 'folder'));
  await symlink('circle', join(folder, 'circle'));
  for (const name of ['pipe', 'folder', 'circle', '.']) {
    await expect(resolveUploadFile(folder, name)).rejects.toMatchObject({ code: 'file_not_regular' });
  }
  await expect(openUploadFile(join(folder, 'pipe'))).rejects.toMatchObject({ code: 'file_not_regular' });
  await expect(openUploadFile('/dev/zero')).rejects.toMatchObject({ code: 'file_not_regular' });
  await expect(openUploadFile(folder)).rejects.toMatchObject({ code: 'file_not_regular' });
});

test('a file that is not there is told by name', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'x' });
  await expect(resolveUploadFile(folder, 'photo.jpg')).rejects.toMatchObject({
    code: 'file_not_found',
    message: 'The file "photo.jpg" does not exist.',
  });
  await expect(resolveUploadFile(folder, 'a.txt/b')).rejects.toMatchObject({ code: 'file_not_found' });
  await expect(openUploadFile(join(folder, 'gone'))).rejects.toMatchObject({ code: 'file_not_found' });
});

test.skipIf(process.getuid?.() === 0)('a file that cannot be read is refused', async () => {
  const folder = await temporaryFolder({ 'a.txt': 'x' });
  await chmod(join(folder, 'a.txt'), 0o000);
  await expect(resolveUploadFile(folder, 'a.txt')).rejects.toMatchObject({ code: 'file_not_regular' });
});

test.each([0, 1, 65_535, 65_536, 65_537, 200_000])('a file of %d bytes is read byte for byte, twice', async (size) => {
  const content = Buffer.from(Array.from({ length: size }, (_, index) => (index * 31) % 251));
  const { path, file } = await openTemporary('photo.jpg', content);
  expectTypeOf(file).toExtend<UploadFile>();
  expect(file).toMatchObject({ path, name: 'photo.jpg', type: 'image/jpeg', size });
  expect((await read(file)).equals(content)).toBe(true);
  expect((await read(file)).equals(content)).toBe(true);
  await file.close();
  await file.close();
});

test.each([100, 65_536, 200_000])('a file of %d bytes that grows or shrinks is never sent whole', async (size) => {
  const { path, file } = await openTemporary('photo.jpg', Buffer.alloc(size));
  let sent = 0;
  const send = async () => {
    sent = 0;
    for await (const chunk of file.stream()) sent += chunk.length;
  };
  await appendFile(path, 'x');
  await expect(send()).rejects.toMatchObject({ code: 'body_size_mismatch' });
  expect(sent).toBeLessThan(size);
  await truncate(path, size - 1);
  await expect(send()).rejects.toMatchObject({ code: 'body_size_mismatch' });
  expect(sent).toBeLessThan(size);
});

test('a file that is replaced meanwhile is read as it was opened', async () => {
  const { path, file } = await openTemporary('a.txt', 'old');
  execFileSync('mv', [path, `${path}.old`]);
  await writeFile(path, 'new content');
  expect((await read(file)).toString()).toBe('old');
});

test('content given in code is a file too', async () => {
  const file = memoryFile({ name: 'hello.json', data: '"hallöchen"' });
  expect(file).toMatchObject({ name: 'hello.json', type: 'application/json', size: 12 });
  expect((await read(file)).toString()).toBe('"hallöchen"');
  expect(memoryFile({ name: 'x', data: new Uint8Array(3) })).toMatchObject({ type: 'application/octet-stream', size: 3 });
});
