import { describe, expect, test } from 'vitest';
import { pages, playRun, type PlayedRun } from '../../test/play-run.ts';

const rows = (count: number) => Array.from({ length: count }, (_, sku) => ({ sku }));
const scenarios = [pages('buy', ['/{data.sku}'])];
const takenBy = ({ entries }: Pick<PlayedRun, 'entries'>, user = '') =>
  entries.filter((entry) => entry.user.startsWith(user)).map(({ target }) => Number(new URL(target).pathname.slice(1)));

describe('rows of data', () => {
  test('of a queue of the plan are taken once each, by whatever profile and shard; then its users are done', async () => {
    const options = {
      scenarios,
      profiles: [
        { name: 'a', count: 2, think: '1s' },
        { name: 'b', count: 3, think: '2s' },
      ],
      data: [{ rows: rows(37), pick: 'queue' as const }],
    };
    const whole = await playRun(options);
    expect(takenBy(whole).toSorted((a, b) => a - b)).toEqual(rows(37).map(({ sku }) => sku));
    const parts: number[] = [];
    for (const shard of ['0/3', '1/3', '2/3']) parts.push(...takenBy(await playRun({ ...options, shard })));
    expect(parts.toSorted((a, b) => a - b)).toEqual(rows(37).map(({ sku }) => sku));
  });

  test('of a profile are shared by its users only', async () => {
    const run = await playRun({
      scenarios,
      profiles: [
        { name: 'a', count: 2, think: '1s', data: [{ rows: rows(8), pick: 'queue' }] },
        { name: 'b', count: 2, think: '1s', data: [{ rows: rows(6), pick: 'queue' }] },
      ],
    });
    expect(takenBy(run, 'a/').toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(takenBy(run, 'b/').toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(takenBy(run, 'a/1')).toEqual([1, 3, 5, 7]);
  });

  test('kept by a user stay the same in every play; a circle begins again', async () => {
    const run = await playRun({
      scenarios,
      profiles: [
        { name: 'keeps', count: 3, data: [{ rows: rows(2), per: 'user' }] },
        { name: 'goes', count: 2, data: [{ rows: rows(3) }] },
      ],
      plays: 3,
    });
    expect([0, 1, 2].map((user) => takenBy(run, `keeps/${user}`))).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
    ]);
    expect([0, 1].map((user) => takenBy(run, `goes/${user}`))).toEqual([
      [0, 2, 1],
      [1, 0, 2],
    ]);
  });
});
