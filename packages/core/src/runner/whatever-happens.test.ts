import { createVirtualClock } from '@rushhour/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hooks, pages, playRun, waitOn } from '../../test/play-run.ts';
import type { ProfileOptions } from '../plan/plan-options.ts';

type Step =
  | { readonly do: 'pause' | 'resume' | 'stop' | 'halt' }
  | { readonly do: 'setRate'; readonly factor: number }
  | { readonly do: 'reload'; readonly profiles: readonly ProfileOptions[] };

const habit: fc.Arbitrary<Partial<ProfileOptions>> = fc.constantFrom<Partial<ProfileOptions>>(
  { pace: { peak: '60/min' } },
  { pace: { peak: '120/min', arrivals: 'steady', backlog: 2, patience: '1s' } },
  { pace: { peak: '5/s', backlog: 0 } },
  { pace: { peak: '30/min' }, hours: '09:00-09:01', ramp: 0 },
  { think: '1s' },
  { think: '0-3s', session: 'user' },
  { think: '0' },
  { think: '500ms', hours: '08:00-09:01', ramp: '10m' },
  { think: '500ms', hours: '22:00-06:00' },
  {
    think: '1s',
    load: [
      { ramp: '0-3 users', for: '20s' },
      { ramp: '3-0 users', for: '20s' },
    ],
  },
  {
    load: [
      { ramp: '0/s-3/s', for: '20s' },
      { constant: '3/s', for: '10s' },
    ],
  },
);

const profiles = fc
  .array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      habit,
      around: fc.constantFrom({}, { start: 'in', end: 'out' }, { end: 'out' }),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((list) =>
    [...new Map(list.map((one) => [one.name, one])).values()].map(({ name, habit: habits, around, count }): ProfileOptions => ({
      name,
      ...habits,
      ...around,
      ...(habits.load === undefined && { count }),
    })),
  );

const step: fc.Arbitrary<readonly [waitMs: number, step: Step]> = fc.tuple(
  fc.integer({ min: 0, max: 15_000 }),
  fc.oneof(
    { arbitrary: fc.constantFrom<Step>({ do: 'pause' }, { do: 'resume' }), weight: 3 },
    { arbitrary: fc.constantFrom(0.3, 1, 2, 7).map((factor): Step => ({ do: 'setRate', factor })), weight: 2 },
    { arbitrary: profiles.map((changed): Step => ({ do: 'reload', profiles: changed })), weight: 4 },
    { arbitrary: fc.constantFrom<Step>({ do: 'stop' }, { do: 'halt' }), weight: 1 },
  ),
);

const slowness = fc.constantFrom([50, 50], [50, 3000], [900, 900], [10, 90_000]);

test('whatever happens to a run, and in whatever order: its books balance, it ends in time, everybody goes on until then, and nobody does two things at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      profiles,
      fc.array(step, { maxLength: 8 }),
      slowness,
      fc.option(fc.integer({ min: 1, max: 3 })),
      async (given, steps, [least = 0, most = 0], plays) => {
        const clock = createVirtualClock();
        const busy = new Set<string>();
        let overlaps = 0;
        let stoppedAt = 60_000;
        let changedAt = 0;
        let now: readonly ProfileOptions[] = given;
        const all = [...given, ...steps.flatMap(([, next]) => (next.do === 'reload' ? next.profiles : []))];
        // Who says goodbye when it is called back is gone until the next reload.
        const polite = new Set(all.filter(({ end }) => end !== undefined).map(({ name }) => name));
        const run = await playRun({
          clock,
          profiles: given,
          scenarios: [pages(), pages('in', ['/in']), pages('out', ['/out', '/out/2'])],
          start: '2026-05-04T09:00:00Z',
          duration: '60s',
          stop: { drain: '2s', abort: '1s' },
          limits: { cap: '50/s' },
          ...(plays !== null && { plays }),
          plugins: hooks(async ({ user, random, signal }) => {
            if (busy.has(user.id)) overlaps += 1;
            busy.add(user.id);
            signal.addEventListener('abort', () => busy.delete(user.id));
            await waitOn(clock, least + random.next() * (most - least));
            busy.delete(user.id);
          }),
          during: async ({ runner }) => {
            for (const [waitMs, next] of steps) {
              await clock.advance(waitMs);
              if (runner.phase !== 'running') return;
              changedAt = clock.now();
              if (next.do === 'setRate') runner.setRate(next.factor);
              else if (next.do === 'reload') {
                const reloaded = runner.reload({ profiles: next.profiles });
                clock.holdFor(reloaded);
                await reloaded;
                now = next.profiles;
              } else runner[next.do]();
              if (next.do === 'stop' || next.do === 'halt') stoppedAt = Math.min(stoppedAt, clock.now());
            }
          },
        });
        expect(overlaps).toBe(0);
        expect(run.entries.filter(({ at, scenario }) => at > stoppedAt + 100 && scenario !== 'out')).toEqual([]);
        expect(run.drops.filter(({ intendedAt }) => intendedAt > stoppedAt)).toEqual([]);
        expect(run.phases.at(-1)?.[1]).toBeLessThanOrEqual(stoppedAt + 18_000);
        // Who is there and has no limit acts to the end: thinking 10 s at most where the rate is 0.3.
        const isFree = plays === null && most <= 3000 && changedAt < 40_000 && stoppedAt === 60_000 && !run.runner.isPaused;
        const lively = now.filter(
          ({ name, think, hours, load, pace }) =>
            isFree &&
            !polite.has(name) &&
            hours === undefined &&
            load === undefined &&
            (think !== undefined || pace?.arrivals === 'steady'),
        );
        const users = lively.flatMap(({ name, count = 1 }) => Array.from({ length: count }, (_, number) => `${name}/${number}`));
        const late = new Set(run.entries.filter(({ at }) => at > 40_000).map(({ user }) => user));
        expect(users.filter((user) => !late.has(user))).toEqual([]);
        // Each user's actions have numbers without holes, play after play.
        const numbers = Map.groupBy(run.entries, ({ user, play }) => `${user} ${play}`);
        for (const [, entries] of numbers)
          expect(entries.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(entries.map((_, index) => index));
      },
    ),
    { numRuns: 150 },
  );
});
