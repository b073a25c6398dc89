import { ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKeys } from './compare-keys.ts';
import { indexBehindKey, indexBehindPrefix, listPage, type ListPage } from './list-page.ts';
import { openTestStore } from '../../test/open-test-store.ts';
import { createSortedKeys } from './sorted-keys.ts';

const key = fc
  .array(fc.constantFrom('a', 'b', '/', '//', '-', '\uff00', '😀'), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(''));
const itself = (text: string): string => text;

/** What S3 says a listing is, without a thought of speed: keys and common prefixes, in the order of their bytes. */
function naive(keys: readonly string[], prefix: string, delimiter: string): readonly string[] {
  const shown = keys
    .filter((text) => text.startsWith(prefix))
    .map((text) => {
      const cut = delimiter === '' ? -1 : text.indexOf(delimiter, prefix.length);
      return cut < 0 ? text : `${text.slice(0, cut + delimiter.length)} (prefix)`;
    });
  return [...new Set(shown)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function allPages(keys: readonly string[], options: { prefix: string; delimiter: string; limit: number }): string[] {
  const seen: string[] = [];
  for (let start: number | undefined = 0; start !== undefined;) {
    const page: ListPage<string> = listPage(keys, itself, { ...options, start });
    expect(page.rows.length + page.commonPrefixes.length).toBeLessThanOrEqual(options.limit);
    seen.push(...[...page.rows, ...page.commonPrefixes.map((text) => `${text} (prefix)`)].toSorted(compareKeys));
    const last: ListPage<string>['last'] = page.last;
    start = last && ('row' in last ? indexBehindKey(keys, itself, last.row) : indexBehindPrefix(keys, itself, last.commonPrefix));
  }
  return seen;
}

describe('a listing', () => {
  test('is what a naive one is, with any prefix, delimiter and size of page', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 40 }),
        fc.oneof(fc.constant(''), key),
        fc.constantFrom('', '/', '-', 'ab'),
        fc.integer({ min: 1, max: 5 }),
        (keys, prefix, delimiter, limit) => {
          const unique = [...new Set(keys)].toSorted(compareKeys);
          expect(allPages(unique, { prefix, delimiter, limit })).toEqual(naive(unique, prefix, delimiter));
        },
      ),
    );
  });

  test('goes on behind a key', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key), key, (keys, after) => {
        const sorted = keys.toSorted(compareKeys);
        const { rows } = listPage(sorted, itself, { prefix: '', delimiter: '', limit: 1000, start: indexBehindKey(sorted, itself, after) });
        expect(rows).toEqual(sorted.filter((text) => Buffer.compare(Buffer.from(text), Buffer.from(after)) > 0));
      }),
    );
  });

  test('of keys that come and go is in the order of their bytes', () => {
    const step = fc.record({ text: key, isAdded: fc.boolean(), isSeen: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const sorted = createSortedKeys();
        const model = new Set<string>();
        const seen = () => expect(sorted.all()).toEqual([...model].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
        for (const { text, isAdded, isSeen } of steps) {
          if (isAdded) sorted.add(text);
          else sorted.delete(text);
          if (isAdded) model.add(text);
          else model.delete(text);
          if (isSeen) seen();
        }
        seen();
      }),
    );
  });

  test('is paged by the SDK', async () => {
    const { store, client } = await openTestStore();
    for (const name of ['a/1', 'a/2', 'b', 'c/d/1', 'e']) store.put('office', name);
    const seen: unknown[] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket: 'office', Delimiter: '/' })) {
      seen.push([page.Contents?.map(({ Key }) => Key), page.CommonPrefixes?.map(({ Prefix }) => Prefix), page.KeyCount, page.IsTruncated]);
    }
    expect(seen).toEqual([
      [['b'], ['a/'], 2, true],
      [['e'], ['c/'], 2, false],
    ]);
  });

  test('tells size, date and entity tag, below a prefix and behind a key', async () => {
    const { store, client } = await openTestStore();
    for (const name of ['a/1', 'a/2', 'a/3', 'b']) store.put('office', name, { body: 'hello', modifiedAt: 1_700_000_000_000 });
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'office', Prefix: 'a/', StartAfter: 'a/1', MaxKeys: 1 }));
    expect(Contents).toEqual([
      {
        Key: 'a/2',
        LastModified: new Date(1_700_000_000_000),
        ETag: '"5d41402abc4b2a76b9719d911017c592"',
        Size: 5,
        StorageClass: 'STANDARD',
      },
    ]);
    const none = await client.send(new ListObjectsV2Command({ Bucket: 'office', MaxKeys: 0 }));
    expect([none.KeyCount, none.IsTruncated]).toEqual([0, false]);
  });

  test('is encoded where it was asked to be', async () => {
    const { store, client } = await openTestStore();
    store.put('office', 'ü b/c&d\u0001');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'office', EncodingType: 'url' }));
    expect(Contents?.[0]?.Key).toBe('%C3%BC+b/c%26d%01');
  });
});
