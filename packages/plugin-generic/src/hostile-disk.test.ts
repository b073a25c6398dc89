import { randomBytes } from 'node:crypto';
import { readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failed, ok } from '../test/outcomes.ts';
import { play } from '../test/play.ts';
import { mountSmallDisk } from '../test/small-disk.ts';
import { startSite } from '../test/start-site.ts';
import { generic } from './generic.ts';

const web = generic();
const save = true;
const noDisk = 'A disk of its own takes root on Linux.';

const routes = {
  '/small': (response: { end(body: Buffer): unknown }) => response.end(randomBytes(100_000)),
  '/large': (response: { end(body: Buffer): unknown }) => response.end(randomBytes(2_000_000)),
};

test('on a full disk a download fails, what was written of it is removed, and others go on', async ({ skip }) => {
  const downloads = await mountSmallDisk();
  if (downloads === undefined) return skip(noDisk);
  const site = await startSite(routes);
  const instructions = [web.download('/small', { save }), web.download('/large', { save }), web.download('/small', { save })];
  const ends = await play(instructions, { ...site, downloads, minFree: 0 });
  expect(ends).toMatchObject([ok, failed('disk_full', /could not be saved: "ENOSPC"/), ok]);
  expect((await readdir(downloads)).map((name) => name.endsWith('.part'))).toEqual([false, false]);
  const { bavail, bsize } = await statfs(downloads);
  expect(bavail * bsize).toBeGreaterThan(700_000);
});

test('nothing is saved, or asked for to be saved, while less space is left than is to be kept', async ({ skip }) => {
  const downloads = await mountSmallDisk();
  if (downloads === undefined) return skip(noDisk);
  const site = await startSite(routes);
  const ballast = join(downloads, 'ballast');
  await writeFile(ballast, randomBytes(800_000));
  const download = web.download('/small', { save });
  const refused = failed('disk_full', /bytes left, and is to keep "500000"/);
  expect(await play([download, web.download('/small')], { ...site, downloads, minFree: '500KB' })).toMatchObject([refused, ok]);
  expect(site.requests).toHaveLength(1);
  expect(await readdir(downloads)).toEqual(['ballast']);
  await rm(ballast);
  expect(await play([download], { ...site, downloads, minFree: '500KB' })).toMatchObject([ok]);
});

test('64 MiB are kept where nothing is said', async ({ skip }) => {
  const downloads = await mountSmallDisk();
  if (downloads === undefined) return skip(noDisk);
  const site = await startSite(routes);
  expect(await play([web.download('/small', { save })], { ...site, downloads })).toMatchObject([failed('disk_full', /"67108864"/)]);
});
