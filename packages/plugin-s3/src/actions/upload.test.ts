import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { upload } from '@rushhour/core';
import type { LoopbackStore, StoreInterceptor } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { openService } from '../../test/open-service.ts';
import { openStore } from '../../test/open-store.ts';
import { play } from '../../test/play.ts';
import { beginUpload } from '../../test/with-sdk.ts';

const note = { name: 'note.txt', data: 'hello' };
const large = { file: 'zip:12MB', object: 'large.zip' };
const largeBytes = 12_000_000;
const operations = (store: LoopbackStore) => store.log.map(({ operation, key }) => `${operation} ${key.replace(/-[\w.-]+$/, '')}`);
const keysOf = (store: LoopbackStore, bucket = 'office') => store.objects(bucket).map(({ key }) => key);

describe('upload', () => {
  test('stores the file under a name nobody else has, and says whose it is', async () => {
    const store = await openStore();
    const before = Date.now();
    const { ends, summary } = await play([upload('s3://office/team', { file: note }), upload('s3://office/team', { file: note })], {
      store,
      created: { ttl: '3h' },
    });
    expect(ends).toMatchObject([
      { outcome: 'ok', bytesSent: 5 },
      { outcome: 'ok', bytesSent: 5 },
    ]);
    const objects = store.objects('office');
    expect(objects.map(({ key }) => key)).toEqual([
      expect.stringMatching(/^team\/note-[\w-]+\.txt$/),
      expect.stringMatching(/^team\/note-[\w-]+\.txt$/),
    ]);
    expect(objects[0]).toMatchObject({
      size: 5,
      contentType: 'text/plain',
      metadata: { 'rushhour-run': summary.run, 'rushhour-owner': 'visitor%2F0' },
    });
    const lives = Number(objects[0]?.metadata['rushhour-expires']) - before;
    expect(lives).toBeGreaterThan(3 * 3_600_000 - 2000);
    expect(lives).toBeLessThan(3 * 3_600_000 + 60_000);
    expect(summary.created).toMatchObject({ made: 2, left: 2 });
  });

  test('keeps the folders and the name of a made file, and its recipe', async () => {
    const store = await openStore();
    await play([upload('s3://office/team', { file: 'png:20KB' }), upload('s3://office', { file: 'txt:1KB' })], { store });
    const objects = store.objects('office');
    expect(objects.map(({ metadata }) => metadata['rushhour-content'])).toContainEqual(expect.stringMatching(/^png%3A20000%40[0-9a-f]+$/));
    expect(objects.every(({ key }) => key.includes('/'))).toBe(true);
  });

  test('takes a key, a type and a storage class of its own', async () => {
    const store = await openStore();
    const instruction = upload('s3://office/team', { file: note, object: 'a b/ü+#?.txt', type: 'text/x-note', storageClass: 'STANDARD' });
    await play([instruction, instruction], { store });
    expect(store.objects('office')).toMatchObject([{ key: 'team/a b/ü+#?.txt', contentType: 'text/x-note' }]);
  });

  test.each(['.', '../x', '/x', 'x/', '.rushhour/x', 'a/.rushhour', 'x'.repeat(1025)])(
    'refuses the key "%s" before the run',
    async (key) => {
      const store = await openStore();
      await expect(play([upload('s3://office', { file: note, object: key })], { store })).rejects.toMatchObject({ code: 'input_invalid' });
      expect(store.log).toEqual([]);
    },
  );

  test.each(['s3://office/.rushhour', 's3://office/a/%2Erushhour/b'])('refuses the folder "%s" before the run', async (target) => {
    const store = await openStore();
    await expect(play([upload(target, { file: note })], { store })).rejects.toMatchObject({ code: 'input_invalid' });
    expect(store.log).toEqual([]);
  });

  test('makes a missing bucket once, when it may', async () => {
    const store = await openStore();
    const instructions = [upload('s3://new-one', { file: note })];
    const refused = await play(instructions, { store });
    expect(refused.ends).toMatchObject([{ outcome: 'failed', error: 's3_bucket' }]);
    expect(refused.summary.created.made).toBe(0);
    const { ends } = await play(instructions, { store, users: 8, settings: { createBuckets: true } });
    expect(ends.map(({ outcome }) => outcome)).toEqual(ends.map(() => 'ok'));
    expect(store.log.filter(({ operation }) => operation === 'CreateBucket')).toHaveLength(1);
  });

  test('is on record as made unless it surely was not', async () => {
    const store = await openStore();
    const made = async (answer: StoreInterceptor) => {
      const restore = store.intercept((request, next) => (request.key.startsWith('team/note') ? answer(request, next) : undefined));
      const { ends, summary } = await play([upload('s3://office/team', { file: note })], { store });
      restore();
      return [ends[0]?.error, summary.created.made];
    };
    expect(await made(() => ({ status: 403 }))).toEqual(['s3_auth', 0]);
  });

  test('whose end nobody knows is looked for at the stop', async () => {
    const store = await openStore();
    const made = async (answer: StoreInterceptor) => {
      const restore = store.intercept((request, next) =>
        request.operation === 'PutObject' && request.key.startsWith('team/note') ? answer(request, next) : undefined,
      );
      const { ends, summary } = await play([upload('s3://office/team', { file: note })], { store });
      restore();
      return [ends[0]?.error, summary.created.made];
    };
    expect(await made(() => ({ status: 500 }))).toEqual(['s3_server', 0]);
    expect(await made(() => ({ fault: 'reset' }))).toEqual(['connection_reset', 0]);
    expect(await made(async (_, next) => ({ ...(await next()), fault: 'reset' }))).toEqual(['connection_reset', 1]);
    expect(keysOf(store)).toHaveLength(1);
  });

  test('stays on record as made when nobody can look', async () => {
    const store = await openStore();
    store.intercept(({ key }) => (key.startsWith('team/note') ? { status: 503 } : undefined));
    const { ends, summary } = await play([upload('s3://office/team', { file: note })], { store });
    expect([ends[0]?.error, summary.created.made]).toEqual(['s3_throttled', 1]);
  });
});

describe('an upload in parts', () => {
  test('is announced before its first byte, and the announcement goes when it is done', async () => {
    const store = await openStore();
    const { ends, summary } = await play([upload('s3://office/team', large)], { store });
    expect(ends).toMatchObject([{ outcome: 'ok', bytesSent: largeBytes }]);
    expect(operations(store)).toEqual([
      'HeadBucket ',
      'PutObject team/.rushhour/run',
      'PutObject team/.rushhour/upload',
      'CreateMultipartUpload team/large.zip',
      'PutObject team/.rushhour/upload',
      'UploadPart team/large.zip',
      'UploadPart team/large.zip',
      'UploadPart team/large.zip',
      'CompleteMultipartUpload team/large.zip',
      'DeleteObject team/.rushhour/upload',
      'DeleteObject team/.rushhour/run',
    ]);
    expect(store.objects('office')).toMatchObject([{ size: largeBytes, metadata: { 'rushhour-run': summary.run } }]);
  });

  test('leaves one version in a bucket that keeps versions', async () => {
    const store = await openStore({ buckets: [{ name: 'kept', versioned: true }] });
    await play([upload('s3://kept/team', large)], { store });
    const { service, context } = openService(store);
    const { versions } = await service.client.listVersions({ bucket: 'kept' }, service.callUntil(context.signal));
    expect(versions).toMatchObject([{ key: expect.stringMatching(/^team\/large/) }]);
  });

  test('begins above a size, or where it is asked for', async () => {
    const store = await openStore();
    await play(
      [
        upload('s3://office/small', { file: note }),
        upload('s3://office/small-parts', { file: note, multipart: true }),
        upload('s3://office/large-whole', { ...large, multipart: false }),
        upload('s3://office/large', { ...large, partSize: '6MiB' }),
      ],
      { store },
    );
    const etags = Object.fromEntries(store.objects('office').map(({ key, etag }) => [key.split('/')[0], /-(\d+)$/.exec(etag)?.[1]]));
    expect(etags).toStrictEqual({ small: undefined, 'small-parts': undefined, 'large-whole': undefined, large: '2' });
  });

  test.each<readonly [string, StoreInterceptor]>([
    [
      'a part is refused',
      ({ operation, query }) => (operation === 'UploadPart' && query.get('partNumber') === '2' ? { status: 403 } : undefined),
    ],
    [
      'the connection is cut',
      ({ operation, query }) => (operation === 'UploadPart' && query.get('partNumber') === '2' ? { fault: 'reset' } : undefined),
    ],
    ['it cannot begin', ({ operation }) => (operation === 'CreateMultipartUpload' ? { status: 403 } : undefined)],
    ['it is refused in the end', ({ operation }) => (operation === 'CompleteMultipartUpload' ? { status: 400 } : undefined)],
  ])('leaves nothing when %s', async (what, answer) => {
    const store = await openStore();
    store.intercept(answer);
    const { ends, summary } = await play([upload('s3://office/team', large)], { store, settings: { maxAttempts: 1 } });
    expect(ends).toMatchObject([{ outcome: 'failed' }]);
    expect(store.uploads('office')).toEqual([]);
    expect(keysOf(store)).toEqual([]);
    // Whether it was completed all the same nobody can tell, once that was asked for.
    expect(summary.created.made).toBe(what === 'it is refused in the end' ? 1 : 0);
  });

  test.each([{ fault: 'reset' }, { status: 500 }] as const)('leaves nothing when the answer to its beginning is lost: %o', async (lost) => {
    const store = await openStore();
    const other = await beginUpload(store, { bucket: 'office', key: 'team/large.zip.part' });
    store.intercept(async ({ operation }, next) => (operation === 'CreateMultipartUpload' ? { ...(await next()), ...lost } : undefined));
    const { ends, summary } = await play([upload('s3://office/team', large)], { store });
    expect(ends).toMatchObject([{ outcome: 'failed', error: 'fault' in lost ? 'connection_reset' : 's3_server' }]);
    expect(store.log.filter(({ operation, key }) => operation === 'CreateMultipartUpload' && key === 'team/large.zip')).toHaveLength(1);
    expect(store.uploads('office').map(({ uploadId }) => uploadId)).toEqual([other]);
    expect(keysOf(store)).toEqual([]);
    expect(summary.created.made).toBe(0);
  });

  test('that could not be aborted is aborted later by the same run', async () => {
    const store = await openStore();
    let isBroken = true;
    store.intercept(({ operation }) => {
      if (operation === 'UploadPart') return { status: 403 };
      return isBroken && operation === 'AbortMultipartUpload' ? { status: 500 } : undefined;
    });
    const { ends, summary } = await play([upload('s3://office/team', large), upload('s3://office/other', { file: note })], {
      store,
      settings: { maxAttempts: 1 },
      think: '0',
      created: { lease: '1m' },
      onEnd: ({ action }) => (isBroken = action === undefined),
    });
    expect(ends[0]?.outcome).toBe('failed');
    expect(summary.created.made).toBe(2);
    expect(store.uploads('office')).toEqual([]);
    expect(keysOf(store)).toEqual([expect.stringMatching(/^other\/note/)]);
  });

  test('that was cut by the death of the process is found and removed by another', async () => {
    const store = await openStore();
    const isBegun = new Promise<void>((resolve) => {
      store.intercept(({ operation, query }) => {
        if (operation !== 'UploadPart' || query.get('partNumber') !== '2') return undefined;
        resolve();
        return { fault: 'never' };
      });
    });
    const script = fileURLToPath(new URL('../../test/upload-alone.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@rushhour/source', script, store.url], { stdio: 'inherit' });
    await isBegun;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(store.uploads('office')).toHaveLength(1);
    const { list, remove } = openService(store);
    const things = await list('s3://office/team');
    expect(things).toMatchObject([{ isUnfinished: true, isLive: true }]);
    expect(await remove(things)).toMatchObject([{ outcome: 'removed' }]);
    expect(store.uploads('office')).toEqual([]);
  });
});

describe('a fault of an upload', () => {
  test.each([
    ['wrongChecksum', 'wrong_checksum', 's3_checksum', { file: note }],
    ['badCredentials', 'bad_credentials', 's3_auth', { file: note }],
    ['badCredentials', 'bad_credentials', 's3_auth', large],
  ] as const)('%s is told as %s, and fails as %s', async (name, fault, error, file) => {
    const store = await openStore();
    const { ends, summary } = await play([upload('s3://office/team', file)], { store, faults: { [name]: 1 } });
    expect(ends).toMatchObject([{ outcome: 'failed', error, fault }]);
    expect(summary.actions).toMatchObject({ failed: 1, injected: 1 });
    expect(summary.created.made).toBe(0);
    expect(keysOf(store)).toEqual([]);
  });
});
