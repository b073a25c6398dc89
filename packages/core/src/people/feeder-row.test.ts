import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../support/random.ts';
import { feederRow } from './feeder-row.ts';

const random = createRandom('seed');
const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index) }));

test('a queue gives each play the next row that is left, and then none', () => {
  const feeder = { rows: rowsOf(5), pick: 'queue', per: 'play' } as const;
  const given = [0, 1, 2].map((play) => [0, 1].map((user) => feederRow(feeder, { user, users: 2, play, random })?.['id']));
  expect(given).toEqual([
    ['0', '1'],
    ['2', '3'],
    ['4', undefined],
  ]);
});

test('a user keeps a row from play to play', () => {
  const feeder = { rows: rowsOf(3), pick: 'circular', per: 'user' } as const;
  expect([0, 1, 7].map((play) => feederRow(feeder, { user: 4, users: 10, play, random })?.['id'])).toEqual(['1', '1', '1']);
});

test('a random row is drawn from the fork that is given', () => {
  const feeder = { rows: rowsOf(100), pick: 'random', per: 'play' } as const;
  const draw = (seed: string) => feederRow(feeder, { user: 0, users: 1, play: 0, random: createRandom(seed) });
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('whatever the sharding, no row of a queue is given twice and none is left out', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 300 }),
      (shards, users, count) => {
        const feeder = { rows: rowsOf(count), pick: 'queue', per: 'play' } as const;
        const given: string[] = [];
        for (let shard = 0; shard < shards; shard += 1) {
          for (let user = shard; user < users; user += shards) {
            for (let play = 0; ; play += 1) {
              const row = feederRow(feeder, { user, users, play, random });
              if (row === undefined) break;
              given.push(row['id'] ?? '');
            }
          }
        }
        expect(given.toSorted((a, b) => Number(a) - Number(b))).toEqual(feeder.rows.map(({ id }) => id));
      },
    ),
    { numRuns: 50 },
  );
});
