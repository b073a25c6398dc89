import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

/** The ffmpeg that npm has for this machine, else the one it may have itself. */
export const ffmpeg: string = await import('@ffmpeg-installer/ffmpeg').then(
  (installer) => installer.default.path,
  () => 'ffmpeg',
);

/** Decodes a file to its end without an error; what ffmpeg says of it must have each of the expressions. */
export function decode(path: string, said: readonly RegExp[]): void {
  const { status, stderr } = spawnSync(ffmpeg, ['-hide_banner', '-nostats', '-loglevel', 'level+info', '-i', path, '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  expect(stderr.split('\n').filter((line) => /\[(?:error|fatal|panic)\]/.test(line))).toEqual([]);
  expect(status).toBe(0);
  for (const expression of said) expect(stderr).toMatch(expression);
}
