import { expect, test } from 'vitest';
import { eachOf } from './each-of.ts';
import { forEachOf } from './for-each-of.ts';

/** Work that counts how much of it is under way at the same time. */
function counted() {
  let now = 0;
  let most = 0;
  return {
    most: () => most,
    async work(item: number) {
      most = Math.max(most, (now += 1));
      for (let turn = 0; turn < 10 - item; turn += 1) await Promise.resolve();
      now -= 1;
      if (item === 5) throw new Error('five');
      return item * 2;
    },
  };
}

test('results come in the order of the items, a few worked on at the same time', async () => {
  const { work, most } = counted();
  const results: number[] = [];
  for await (const result of eachOf([1, 2, 3, 4], 3, work)) results.push(result);
  expect(results).toEqual([2, 4, 6, 8]);
  expect(most()).toBe(3);
});

test('a failure comes in its turn', async () => {
  const results: number[] = [];
  const all = async () => {
    for await (const result of eachOf([4, 5, 6], 3, counted().work)) results.push(result);
  };
  await expect(all()).rejects.toThrow('five');
  expect(results).toEqual([8]);
});

test('all are tried, then the first failure is thrown', async () => {
  const { work, most } = counted();
  const seen: number[] = [];
  const all = forEachOf([5, 1, 2, 3], 2, async (item) => {
    seen.push(item);
    await work(item);
  });
  await expect(all).rejects.toThrow('five');
  expect(seen).toEqual([5, 1, 2, 3]);
  expect(most()).toBe(2);
});
