import { cleanUp, upload } from '@rushhour/core';
import type { LoopbackStore, StoreInterceptor } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { optionsOf, play } from '../play.ts';
import { openStore } from '../open-store.ts';

const five = Array.from({ length: 5 }, () => upload('s3://office/team', { file: 'txt:2KB' }));
const removing = { created: { onStop: 'remove' } } as const;
const stored = (store: LoopbackStore) => store.objects('office').map(({ key }) => key);
const logOf = (store: LoopbackStore, operation: string) => store.log.filter((line) => line.operation === operation);
const xml = { 'content-type': 'application/xml' };

/** Plays five uploads that go at the stop, with a store that answers as it is told once they are there. */
async function playFive(store: LoopbackStore, answer: StoreInterceptor) {
  const restore = store.intercept(answer);
  const { summary } = await play(five, { store, ...removing });
  restore();
  return summary.created;
}

describe('what a run removes is counted when it is gone', () => {
  test('and not when the answer is 200 with an error in it', async () => {
    const store = await openStore();
    let kept = '';
    const created = await playFive(store, ({ operation }) => {
      if (operation !== 'DeleteObjects') return undefined;
      // The rest is not mentioned: the client removes it one by one.
      kept = stored(store)[2] ?? '';
      return { headers: xml, body: `<DeleteResult><Error><Key>${kept}</Key><Code>AccessDenied</Code></Error></DeleteResult>` };
    });
    expect(created).toEqual({ made: 5, removed: 4, left: 1, orphans: 0 });
    expect(stored(store)).toEqual([kept]);
  });

  test('and not when the store says so, and it is still there', async () => {
    const store = await openStore();
    const created = await playFive(store, ({ operation }) => {
      if (operation !== 'DeleteObjects') return undefined;
      const said = stored(store).map((key) => `<Deleted><Key>${key}</Key></Deleted>`);
      return { headers: xml, body: `<DeleteResult>${said.join('')}</DeleteResult>` };
    });
    expect(created).toEqual({ made: 5, removed: 0, left: 5, orphans: 0 });
    expect(stored(store)).toHaveLength(5);
    expect(await cleanUp(optionsOf(five, { store, ...removing }))).toMatchObject({ found: 5, live: 0, removed: 5, failed: 0 });
    expect(stored(store)).toEqual([]);
  });

  test('one by one where the store takes no batches, which it is asked for once', async () => {
    const store = await openStore();
    const error = '<Error><Code>MissingContentMD5</Code><Message>Missing required header: Content-Md5</Message></Error>';
    const refuse: StoreInterceptor = ({ operation }) =>
      operation === 'DeleteObjects' ? { status: 400, headers: xml, body: error } : undefined;
    store.intercept(refuse);
    const many = Array.from({ length: 300 }, () => upload('s3://office/team', { file: 'txt:100B' }));
    const { summary } = await play(many, { store, ...removing });
    expect(summary.created).toEqual({ made: 300, removed: 300, left: 0, orphans: 0 });
    expect(logOf(store, 'DeleteObjects')).toHaveLength(1);
    expect(stored(store)).toEqual([]);
  });

  test('for good in a bucket that keeps versions, where a mark of deletion is no removal', async () => {
    const store = await openStore({ buckets: [{ name: 'office', versioned: true }] });
    const created = await playFive(store, () => undefined);
    expect(created).toEqual({ made: 5, removed: 5, left: 0, orphans: 0 });
    expect([stored(store), store.bytes()]).toEqual([[], 0]);
    expect(logOf(store, 'DeleteObjects').length).toBeGreaterThan(0);
  });

  test('also when somebody else was faster', async () => {
    const store = await openStore();
    const created = await playFive(store, async ({ operation }, next) => {
      if (operation === 'DeleteObjects') {
        await next();
        return { status: 400, headers: xml, body: '<Error><Code>MissingContentMD5</Code></Error>' };
      }
      return operation === 'DeleteObject' ? { status: 404, headers: xml, body: '<Error><Code>NoSuchKey</Code></Error>' } : undefined;
    });
    expect(created).toEqual({ made: 5, removed: 5, left: 0, orphans: 0 });
  });

  test('when the store was busy at first', async () => {
    const store = await openStore();
    const busy = new Map<string, number>();
    const created = await playFive(store, ({ operation }) => {
      const times = (busy.get(operation) ?? 0) + 1;
      busy.set(operation, times);
      const isHousekeeping = operation === 'DeleteObjects' || (operation === 'HeadObject' && times % 3 === 1);
      return isHousekeeping && times < 3
        ? { status: 503, headers: xml, body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>' }
        : undefined;
    });
    expect(created).toEqual({ made: 5, removed: 5, left: 0, orphans: 0 });
    expect(stored(store)).toEqual([]);
    expect(logOf(store, 'DeleteObjects').map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  test.each([false, true])('once for each upload to one key (versions: %j)', async (versioned) => {
    const store = await openStore({ buckets: [{ name: 'office', versioned }] });
    const same = upload('s3://office/team', { file: 'txt:2KB', object: 'report.txt' });
    const refused = upload('s3://office/team', { file: 'txt:3KB', object: 'report.txt' });
    store.intercept(({ method, headers }) => (method === 'PUT' && headers.get('content-length') === '3000' ? { status: 403 } : undefined));
    const { summary } = await play([same, same, refused, same], { store, ...removing });
    expect(summary.created).toEqual({ made: 3, removed: 3, left: 0, orphans: 0 });
    expect([stored(store), store.bytes()]).toEqual([[], 0]);
  });
});
