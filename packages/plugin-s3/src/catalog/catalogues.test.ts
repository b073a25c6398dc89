import { createRandom } from '@rushhour/core';
import { expect, test } from 'vitest';
import { openService } from '../../test/open-service.ts';
import { openStore } from '../../test/open-store.ts';

test('a place is read once while it is asked for, and again after 300 others', async () => {
  const store = await openStore();
  const names = Array.from({ length: 301 }, (_, index) => `play-${index}`);
  for (const name of names) store.put('office', `${name}/file`);
  const { service, context } = openService(store);
  const draw = (prefix: string) =>
    service.catalogues.draw({ bucket: 'office', prefix }, { random: createRandom(1), signal: context.signal });
  const reads = (prefix: string) => store.log.filter(({ path }) => path.includes(`prefix=${prefix}%2F`)).length;
  for (const name of names) {
    expect(await draw(name)).toBe(`${name}/file`);
    await draw('play-1');
  }
  await draw('play-0');
  expect([reads('play-0'), reads('play-1'), reads('play-300')]).toEqual([2, 1, 1]);
});

test('a place that many ask for at the same time is read once', async () => {
  const store = await openStore();
  store.put('office', 'team/file');
  const { service, context } = openService(store);
  const draws = Array.from({ length: 20 }, () =>
    service.catalogues.draw({ bucket: 'office', prefix: 'team' }, { random: createRandom(1), signal: context.signal }),
  );
  expect(new Set(await Promise.all(draws))).toEqual(new Set(['team/file']));
  expect(store.log.filter(({ operation }) => operation === 'ListObjectsV2')).toHaveLength(1);
});
