import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usersOfShard } from './users-of-shard.ts';

test('users are dealt out one by one, so the first shards may have one more', () => {
  expect(['0/3', '1/3', '2/3'].map((shard) => usersOfShard(shard, 5))).toEqual([2, 2, 1]);
  expect(usersOfShard('7/8', 3)).toBe(0);
});

test('all shards together have all users', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), fc.nat({ max: 10_000 }), (count, users) => {
      const each = Array.from({ length: count }, (_, index) => usersOfShard(`${index}/${count}`, users));
      expect(each.reduce((sum, one) => sum + one, 0)).toBe(users);
    }),
  );
});
