import { createHash } from 'node:crypto';
import { download, follow, open, upload } from '@rushhour/core';
import { openRecipe } from '@rushhour/content';
import type { LoopbackStore } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../test/open-store.ts';
import { play } from '../../test/play.ts';

const place = 's3://office/team';
const made = (recipe: string) => ({ 'rushhour-run': 'gone', 'rushhour-expires': 'never', 'rushhour-content': encodeURIComponent(recipe) });

async function bytesOf(recipe: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openRecipe(recipe).stream()) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

const got = (store: LoopbackStore) => store.log.flatMap(({ operation, key }) => (operation === 'GetObject' ? key : []));

describe('download', () => {
  test('takes objects that exist, in folders too, as the seed says, and never our own', async () => {
    const store = await openStore();
    for (const key of ['a.txt', 'team/b.txt', 'team/c/d.txt', 'team/c/e/f.txt', 'team/.rushhour/run-x', 'team/folder/'])
      store.put('office', key, { body: 'x' });
    const downloads = Array.from({ length: 30 }, () => download(place));
    const { ends } = await play(downloads, { store });
    expect(ends.map(({ outcome, bytesReceived }) => [outcome, bytesReceived])).toEqual(ends.map(() => ['ok', 1]));
    const first = got(store);
    expect(new Set(first)).toEqual(new Set(['team/b.txt', 'team/c/d.txt', 'team/c/e/f.txt']));
    await play(downloads, { store });
    expect(got(store).slice(first.length)).toEqual(first);
    await play(downloads, { store, seed: 2 });
    expect(got(store).slice(2 * first.length)).not.toEqual(first);
    expect(store.log.filter(({ operation }) => operation === 'ListObjectsV2')).toHaveLength(3);
  });

  test('finds what was uploaded a moment ago, and verifies it byte for byte', async () => {
    const store = await openStore();
    const { ends } = await play([download(place), upload(place, { file: 'png:30KB' }), download(place)], { store });
    expect(ends.map(({ error }) => error)).toEqual(['no_object', undefined, undefined]);
    expect(ends[2]).toMatchObject({ bytesReceived: 30_000 });
  });

  test('finds what is not what was uploaded, whoever uploaded it', async () => {
    const store = await openStore();
    const recipe = 'txt:20000@abc123';
    const body = await bytesOf(recipe);
    store.put('office', 'team/good', { body, metadata: made(recipe) });
    store.put('office', 'team/short', { body: body.subarray(1), metadata: made(recipe) });
    body[12_345] = (body[12_345] ?? 0) ^ 1;
    store.put('office', 'team/bad', { body, metadata: made(recipe) });
    store.put('office', 'team/unknown', { body, metadata: made('of-tomorrow:20000@abc123') });
    const { ends } = await play(
      [
        download(place, { object: 'good' }),
        download(place, { object: 'bad' }),
        download(place, { object: 'short' }),
        download(place, { object: 'unknown' }),
        download(place, { object: 'bad', range: '12345-12345' }),
        download(place, { object: 'bad', range: '12346-' }),
        download(place, { object: 'bad', range: '0-12344' }),
        download(place, { object: 'bad', range: '-7656' }),
        download(place, { object: 'good', range: '-7656' }),
      ],
      { store },
    );
    expect(ends.map(({ error, bytesReceived }) => [error, bytesReceived])).toEqual([
      [undefined, 20_000],
      ['checksum_mismatch', 20_000],
      ['checksum_mismatch', 19_999],
      [undefined, 20_000],
      ['checksum_mismatch', 1],
      [undefined, 7654],
      [undefined, 12_345],
      ['checksum_mismatch', 7656],
      [undefined, 7656],
    ]);
    expect(ends[1]?.message).toContain('byte 12345 differs');
  });

  test('takes no offence at a file that was overwritten by another one of ours', async () => {
    const store = await openStore();
    const [one, two] = ['txt:2000@abc123', 'txt:3000@abc123'];
    store.put('office', 'team/file', { body: await bytesOf(one), metadata: made(one) });
    const next = await bytesOf(two);
    let reads = 0;
    store.intercept(({ operation }) => {
      if (operation === 'GetObject' && (reads += 1) === 2) store.put('office', 'team/file', { body: next, metadata: made(two) });
      return undefined;
    });
    const { ends } = await play([download(place), download(place), download(place)], { store });
    expect(ends.map(({ outcome, bytesReceived }) => [outcome, bytesReceived])).toEqual([
      ['ok', 2000],
      ['ok', 3000],
      ['ok', 3000],
    ]);
  });

  test('compares a whole file of the user, too, with what was uploaded', async () => {
    const store = await openStore();
    const file = { name: 'note.txt', data: 'hello' };
    await play([upload(place, { file, object: 'note.txt' })], { store });
    const sum = createHash('sha256').update(file.data).digest('hex');
    const [{ metadata } = { metadata: {} }] = store.objects('office');
    expect(metadata).toMatchObject({ 'rushhour-content': `sha256%3A${sum}` });
    for (const body of ['jello', 'hello there', '']) store.put('office', `team/not ${body}`, { body, metadata });
    const { ends } = await play(
      [
        download(place, { object: 'note.txt' }),
        download(place, { object: 'not jello' }),
        download(place, { object: 'not hello there' }),
        download(place, { object: 'not ' }),
        download(place, { object: 'not jello', range: '0-1' }),
      ],
      { store },
    );
    const wrong = 'checksum_mismatch';
    expect(ends.map(({ error }) => error)).toEqual([undefined, wrong, wrong, wrong, undefined]);
  });

  test('is one request, and looks at an object only to draw a part of it, once', async () => {
    const store = await openStore();
    const recipe = 'txt:2000@abc123';
    store.put('office', 'team/file', { body: await bytesOf(recipe), metadata: made(recipe) });
    const ranges = ['0-9', '-5', 'random', 'random'];
    await play([download(place, { object: 'file' }), ...ranges.map((range) => download(place, { object: 'file', range }))], { store });
    expect(store.log.map(({ operation }) => operation)).toEqual(Array(5).fill('GetObject'));
    await play([download(place, { object: 'file', range: 'random' })], { store });
    expect(store.log.slice(5).map(({ operation }) => operation)).toEqual(['HeadObject', 'GetObject']);
  });

  test('draws another object when the one drawn is gone, and gives up after three', async () => {
    const store = await openStore();
    for (const key of ['1', '2', '3', '4', '5', '6']) store.put('office', `team/${key}`, { body: 'x' });
    let missing = 3;
    store.intercept(({ operation }) =>
      operation === 'GetObject' && (missing -= 1) >= 0 ? { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' } : undefined,
    );
    const { ends } = await play([download(place)], { store });
    expect(ends).toMatchObject([{ outcome: 'ok' }]);
    expect(new Set(got(store)).size).toBe(4);
    missing = 4;
    expect((await play([download(place)], { store })).ends).toMatchObject([{ outcome: 'failed', error: 's3_key' }]);
  });

  test('of a part draws it by the seed', async () => {
    const store = await openStore();
    store.put('office', 'team/file', { body: 'x'.repeat(1000) });
    store.put('office', 'team/empty');
    const ranges = async (seed: number) =>
      (
        await play(
          [
            ...Array.from({ length: 5 }, () => download(place, { object: 'file', range: 'random' })),
            download(place, { object: 'empty', range: 'random' }),
          ],
          { store, seed },
        )
      ).ends.map(({ bytesReceived }) => bytesReceived);
    const first = await ranges(1);
    expect(first.at(-1)).toBe(0);
    expect(new Set(first).size).toBeGreaterThan(3);
    expect(await ranges(1)).toEqual(first);
    expect(await ranges(2)).not.toEqual(first);
  });

  test('checks size and SHA-256 when told', async () => {
    const store = await openStore();
    store.put('office', 'team/file', { body: 'hello' });
    const sha256 = createHash('sha256').update('hello').digest('hex');
    const { ends } = await play(
      [
        download(place, { sha256: sha256.toUpperCase(), bytes: 5 }),
        download(place, { sha256: sha256.replace(/^./, 'f') }),
        download(place, { bytes: 6 }),
      ],
      { store },
    );
    expect(ends.map(({ error }) => error)).toEqual([undefined, 'checksum_mismatch', 'check_failed']);
  });

  test('of nothing fails, or passes when that may be', async () => {
    const store = await openStore();
    const { ends } = await play(
      [download(place), download(place, { ifEmpty: 'pass' }), download('s3://no-such-bucket', { ifEmpty: 'pass' })],
      { store },
    );
    expect(ends.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['failed', 'no_object'],
      ['ok', undefined],
      ['failed', 's3_bucket'],
    ]);
  });

  test('leaves alone what is about to be removed', async () => {
    const store = await openStore();
    store.put('office', 'team/other', { body: 'x' });
    const { ends } = await play([upload(place, { file: 'txt:1KB' }), ...Array.from({ length: 10 }, () => download(place))], {
      store,
      created: { ttl: 1, sweep: '1h' },
    });
    expect(ends.map(({ outcome }) => outcome)).toEqual(ends.map(() => 'ok'));
    expect(new Set(got(store))).toEqual(new Set(['team/other']));
  });

  test.each([
    ['missingKey', 'missing_key', 's3_key'],
    ['badCredentials', 'bad_credentials', 's3_auth'],
  ])('fails on purpose: %s as %s', async (name, fault, error) => {
    const store = await openStore();
    store.put('office', 'team/file', { body: 'hello' });
    const { ends, summary } = await play([download(place)], { store, faults: { [name]: 1 } });
    expect(ends).toMatchObject([{ outcome: 'failed', error, fault }]);
    expect(summary.actions.injected).toBe(1);
  });

  test('finds nothing in a bucket that may be made, instead of missing it', async () => {
    const store = await openStore();
    const nothing = [download('s3://new', { ifEmpty: 'pass' }), open('s3://newer'), download('s3://new')];
    const { ends } = await play(nothing, { store, settings: { createBuckets: true } });
    expect(ends.map(({ error }) => error)).toEqual([undefined, undefined, 'no_object']);
  });
});

describe('open and follow', () => {
  test('a folder is listed page by page, as far as is asked', async () => {
    const store = await openStore();
    for (let index = 0; index < 25; index += 1) store.put('office', `team/${String(index).padStart(2, '0')}.txt`);
    const { ends } = await play([open(place, { pageSize: 10 }), open(place, { pageSize: 10, pages: 2 }), open('s3://office')], { store });
    expect(ends.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    expect(store.log.filter(({ operation }) => operation === 'ListObjectsV2')).toHaveLength(3 + 2 + 1);
  });

  test('what is followed is in the folder, and a folder that is followed is open then', async () => {
    const store = await openStore();
    for (const key of ['a.txt', 'team/b.txt', 'team/sub/c.txt', 'team/.rushhour/run-x']) store.put('office', key, { body: 'x' });
    const { ends } = await play(
      [
        follow(place, { what: 'object' }),
        follow(place, { what: 'folder' }),
        follow('s3://office/team/sub', { what: 'object' }),
        follow('s3://office/team/sub', { what: 'folder' }),
        follow('s3://office/none'),
      ],
      { store },
    );
    expect(ends.map(({ error }) => error)).toEqual([undefined, undefined, undefined, 'no_link', 'no_link']);
    expect(
      store.log.map(({ operation, key, path }) => `${operation} ${key || (new URL(path, store.url).searchParams.get('prefix') ?? '')}`),
    ).toEqual([
      'ListObjectsV2 team/',
      'GetObject team/b.txt',
      'ListObjectsV2 team/sub/',
      'GetObject team/sub/c.txt',
      'ListObjectsV2 none/',
    ]);
  });

  test('without a target it goes on from what is open', async () => {
    const store = await openStore();
    for (const key of ['team/sub/c.txt', 'other/d.txt']) store.put('office', key, { body: 'x' });
    const { ends } = await play(
      [follow({ what: 'any' }), open(place), follow({ what: 'any' }), follow({ what: 'object' }), follow({ what: 'folder' })],
      { store },
    );
    expect(ends.map(({ error }) => error)).toEqual(['no_page', undefined, undefined, undefined, 'no_link']);
    expect(got(store)).toEqual(['team/sub/c.txt']);
  });
});
