import { createRandom, systemClock } from '@rushhour/core';
import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { createObjectCatalogue } from './object-catalogue.ts';

async function* keys(...listed: readonly string[]) {
  yield* listed;
}

test('what is drawn depends on what exists and on the seed, not on how it became known', async () => {
  const listed = createObjectCatalogue(systemClock);
  await listed.refresh(() => keys('a', 'b', 'c', 'd', 'e'));
  const told = createObjectCatalogue(systemClock);
  for (const key of ['d', 'x', 'b', 'e', 'a', 'c', 'b']) told.add(key);
  told.remove('x');
  told.remove('y');
  const draws = (catalogue: typeof listed) => {
    const random = createRandom('seed');
    return Array.from({ length: 50 }, () => catalogue.draw(random));
  };
  expect(draws(told)).toEqual(draws(listed));
  expect(new Set(draws(listed)).size).toBe(5);
});

test('what changes while it is read counts', async () => {
  const catalogue = createObjectCatalogue(systemClock);
  catalogue.add('gone');
  await catalogue.refresh(async function* () {
    yield 'gone';
    catalogue.remove('gone');
    catalogue.add('new');
  });
  expect(catalogue.draw(createRandom(1))).toBe('new');
});

test('it is stale when it is old, and when there is nothing in it', async () => {
  const clock = createVirtualClock();
  const catalogue = createObjectCatalogue(clock);
  expect(catalogue.isStale).toBe(true);
  await catalogue.refresh(() => keys('a'));
  expect(catalogue.isStale).toBe(false);
  await clock.advance(30_001);
  expect(catalogue.isStale).toBe(true);
  await catalogue.refresh(() => keys());
  expect(catalogue.isStale).toBe(true);
  expect(catalogue.draw(createRandom(1))).toBeUndefined();
});

test('it holds 5,000 keys and reads no further', async () => {
  let read = 0;
  const catalogue = createObjectCatalogue(systemClock);
  await catalogue.refresh(async function* () {
    for (; ; read += 1) yield String(read).padStart(6, '0');
  });
  expect(read).toBe(4999);
  catalogue.add('more');
  const random = createRandom(1);
  expect(Array.from({ length: 1000 }, () => catalogue.draw(random))).not.toContain('more');
});
