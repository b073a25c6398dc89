import { describe, expect, test } from 'vitest';
import { playRun, type PlayedRun } from '../../test/play-run.ts';

const steady = { peak: '60/min', arrivals: 'steady' } as const;
const times = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ at }) => Math.round(at));

describe('setRate', () => {
  test('up and down: open rates change from then on', async () => {
    const run = await playRun({
      profiles: [{ name: 'a', pace: steady }],
      duration: '12s',
      during: async ({ runner, clock }) => {
        await clock.advance(4000);
        runner.setRate(2);
        await clock.advance(4000);
        runner.setRate(0.5);
        expect(runner.rate).toBe(0.5);
      },
    });
    expect(times(run)).toEqual([500, 1500, 2500, 3500, 4250, 4750, 5250, 5750, 6250, 6750, 7250, 7750, 9000, 11_000]);
  });

  test('back to 1: Poisson arrivals are those of the plan again', async () => {
    const options = { profiles: [{ name: 'a', pace: { peak: '60/min' } }], duration: '3m' };
    const planned = times(await playRun(options));
    const run = times(
      await playRun({
        ...options,
        during: async ({ runner, clock }) => {
          await clock.advance(30_000);
          runner.setRate(5);
          await clock.advance(30_000);
          runner.setRate(1);
        },
      }),
    );
    const between = (from: number, to: number) => (at: number) => at >= from && at < to;
    expect(run.filter(between(0, 30_000))).toEqual(planned.filter(between(0, 30_000)));
    expect(run.filter(between(120_000, 180_000))).toEqual(planned.filter(between(120_000, 180_000)));
    expect(Math.abs(run.filter(between(30_000, 60_000)).length - 150)).toBeLessThan(5 * Math.sqrt(150));
  });

  test('divides think times', async () => {
    const run = await playRun({
      profiles: [{ name: 'a', think: '2s' }],
      duration: '10s',
      during: async ({ runner, clock }) => {
        await clock.advance(3000);
        runner.setRate(4);
      },
    });
    expect(times(run)).toEqual([0, 2000, 4000, 4500, 5000, 5500, 6000, 6500, 7000, 7500, 8000, 8500, 9000, 9500]);
  });

  test.each([0, -1, NaN, Infinity])('refuses %d', async (factor) => {
    await playRun({
      plays: 1,
      during: ({ runner }) => expect(() => runner.setRate(factor)).toThrow(expect.objectContaining({ code: 'option_invalid' })),
    });
  });
});
