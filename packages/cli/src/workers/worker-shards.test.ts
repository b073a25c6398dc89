import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workerShards } from './worker-shards.ts';

test('the first worker of the first shard has the first shard of all', () => {
  expect(workerShards('0/1', 2)).toEqual(['0/2', '1/2']);
  expect(workerShards('1/3', 2)).toEqual(['1/6', '4/6']);
});

test('the workers of a shard play exactly the users of the shard', () => {
  const sizes = fc.record({ count: fc.integer({ min: 1, max: 64 }), workers: fc.integer({ min: 1, max: 16 }) });
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat({ max: 10_000 }), ({ count, workers }, seed, user) => {
      const index = seed % count;
      const players = workerShards(`${index}/${count}`, workers).filter((shard) => {
        const [own = 0, all = 1] = shard.split('/').map(Number);
        return user % all === own;
      });
      expect(players).toHaveLength(user % count === index ? 1 : 0);
    }),
  );
});
