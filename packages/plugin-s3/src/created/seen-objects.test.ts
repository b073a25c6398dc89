import { expect, test } from 'vitest';
import { createSeenObjects } from './seen-objects.ts';

const stored = (key: string) => ({ bucket: 'office', key, size: 1, lastModified: 1000, etag: 'x' });
const look = { marks: undefined, at: 60_000 };

test('what a listing did not meet is forgotten', () => {
  const seen = createSeenObjects();
  seen.add(stored('a'), look);
  seen.add(stored('b'), look);
  seen.endListing();
  expect(seen.get(stored('a'))).toMatchObject({ marks: undefined });
  seen.endListing();
  expect([seen.get(stored('a')) !== undefined, seen.get(stored('b')) !== undefined]).toEqual([true, false]);
});

test('it remembers 50,000, and of more the same ones at each listing', () => {
  const seen = createSeenObjects();
  const keys = Array.from({ length: 50_010 }, (_, index) => String(index));
  const list = () => keys.filter((key) => (seen.get(stored(key)) === undefined ? (seen.add(stored(key), look) ?? true) : false)).length;
  expect(list()).toBe(50_010);
  seen.endListing();
  expect(list()).toBe(10);
  seen.endListing();
  expect(list()).toBe(10);
});

test('a store that does not tell times is asked again', () => {
  const seen = createSeenObjects();
  const timeless = { ...stored('a'), lastModified: 0 };
  seen.add(timeless, look);
  expect(seen.get(timeless)).toBeUndefined();
});
