import { createMemoryHttp, createVirtualClock } from '@rushhour/testkit';
import { describe, expect, test } from 'vitest';
import { hooks, pages, playRun, site, type PlayedRun } from '../../test/play-run.ts';
import type { ActionContext } from '../plugin/plugin.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const times = ({ entries }: Pick<PlayedRun, 'entries'>, user?: string) =>
  entries.filter((entry) => user === undefined || entry.user === user).map(({ at }) => at);
const paths = ({ entries }: Pick<PlayedRun, 'entries'>) => entries.map(({ target }) => new URL(target).pathname);

describe('people with a closed pace', () => {
  test('act in their hours only; a play waits overnight and goes on with the next instruction', async () => {
    const run = await playRun({
      start: '2026-05-04T00:00:00Z',
      duration: '72h',
      profiles: [{ name: 'a', hours: '09:00-17:00', ramp: 0, think: '150m' }],
      scenarios: [pages('long', ['/1', '/2', '/3', '/4', '/5', '/6', '/7', '/8'])],
    });
    expect(times(run).map((at) => at / hourMs)).toEqual([9, 11.5, 14, 16.5, 33, 35.5, 38, 40.5, 57, 59.5, 62, 64.5]);
    expect(paths(run)).toEqual(['/1', '/2', '/3', '/4', '/5', '/6', '/7', '/8', '/1', '/2', '/3', '/4']);
    expect(run.entries.map(({ play }) => play)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
  });

  test('of many profiles and zones never act outside of them', async () => {
    const run = await playRun({
      start: '2026-03-27T00:00:00Z',
      duration: '96h',
      profiles: [
        { name: 'berlin', count: 5, zone: 'Europe/Berlin', hours: 'Mon-Fri 09:00-17:00', think: '5m-1h' },
        { name: 'night', count: 5, zone: 'America/New_York', hours: '22:00-06:00', think: '5m-1h', jitter: '30m' },
      ],
    });
    const start = Date.parse('2026-03-27T00:00Z');
    const local = (zone: string, at: number) => {
      const text = new Date(start + at).toLocaleString('en-GB', {
        timeZone: zone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      return { day: text.slice(0, 3), hour: Number(text.slice(-5, -3)) + Number(text.slice(-2)) / 60 };
    };
    const acts = (profile: string, zone: string) =>
      run.entries.filter((entry) => entry.profile === profile).map(({ at }) => local(zone, at));
    const berlin = acts('berlin', 'Europe/Berlin');
    expect(berlin.length).toBeGreaterThan(60);
    // It was summer time from Sunday on.
    expect(berlin.filter(({ day, hour }) => hour < 9 || hour >= 17 || day === 'Sat' || day === 'Sun')).toEqual([]);
    const night = acts('night', 'America/New_York');
    expect(night.length).toBeGreaterThan(150);
    expect(night.filter(({ hour }) => hour > 6.5 && hour < 21.5)).toEqual([]);
  });

  test('that a load brings come as it rises and go as it falls', async () => {
    const run = await playRun({
      profiles: [
        {
          name: 'a',
          think: '1s',
          load: [
            { ramp: '0-4 users', for: '40s' },
            { constant: '4 users', for: '20s' },
            { ramp: '4-0 users', for: '40s' },
          ],
        },
      ],
    });
    for (const number of [0, 1, 2, 3]) {
      const mine = times(run, `a/${number}`);
      // User n is there while the level is above n.
      expect(mine[0]).toBeCloseTo(number * 10_000, 2);
      expect(mine.at(-1)).toBeLessThan(100_000 - number * 10_000 + 1);
      expect(mine.at(-1)).toBeGreaterThan(100_000 - number * 10_000 - 1001);
      expect(mine.length).toBe(100 - 20 * number);
    }
    expect(run.summary.durationMs).toBeLessThan(100_001);
  });

  test('a wave of users: those above it wait for the next one', async () => {
    const run = await playRun({ profiles: [{ name: 'a', think: '1s', load: [{ wave: '1-3 users', period: '20s', for: '60s' }] }] });
    const third = times(run, 'a/2').map((at) => Math.floor(at / 20_000));
    expect(new Set(third)).toEqual(new Set([0, 1, 2]));
    expect(times(run, 'a/0')).toHaveLength(60);
    expect(times(run, 'a/2').every((at) => at % 20_000 > 4000 && at % 20_000 < 16_000)).toBe(true);
  });

  test('a compressed day: hours, think times and the duration go faster, the books do not', async () => {
    const options = {
      profiles: [{ name: 'a', count: 3, hours: '09:00-17:00', think: '10m-20m' }],
      start: '2026-05-04T00:00:00Z',
      duration: '24h',
    };
    const day = await playRun(options);
    const minute = await playRun({ ...options, speed: 1440 });
    expect(minute.summary.durationMs).toBe(minuteMs);
    expect(minute.entries.map(({ user, target }) => [user, target]).toSorted()).toEqual(
      day.entries.map(({ user, target }) => [user, target]).toSorted(),
    );
    const stretched = times(minute, 'a/1').map((at) => at * 1440);
    times(day, 'a/1').forEach((at, index) => expect(stretched[index]).toBeCloseTo(at, 3));
  });
});

describe('what holds a site up', () => {
  const visit = async ({ session, target, signal }: ActionContext) => {
    await session.http.navigate({ url: target, signal });
  };

  test('Retry-After: arrivals are dropped as paused until it is over, closed users wait for it', async () => {
    let asked = 0;
    const http = createMemoryHttp(() => {
      asked += 1;
      return asked === 2 ? { status: 503, headers: { 'retry-after': '5' } } : { status: 200, body: 'ok' };
    });
    const open = await playRun({
      http,
      plugins: hooks(visit),
      profiles: [{ name: 'a', pace: { peak: '60/min', arrivals: 'steady' } }],
      duration: '10s',
    });
    // Asked at 1.5 s to come back at 6.5 s.
    expect(open.drops.map(({ reason, intendedAt }) => [reason, intendedAt])).toEqual([
      ['paused', 2500],
      ['paused', 3500],
      ['paused', 4500],
      ['paused', 5500],
    ]);
    expect(times(open)).toEqual([500, 1500, 6500, 7500, 8500, 9500]);
    expect(paths(open)).toEqual(['/1', '/2', '/3', '/1', '/2', '/3']);
    asked = 0;
    const closed = await playRun({ http, plugins: hooks(visit), profiles: [{ name: 'a', think: '1s' }], duration: '10s' });
    expect(closed.summary.actions.dropped).toEqual({});
    expect(times(closed)[2]).toBeGreaterThanOrEqual(6000);
    expect(paths(closed).slice(0, 4)).toEqual(['/1', '/2', '/3', '/1']);
  });

  test('the rate of a site that is not owned drops arrivals as rate_cap', async () => {
    const run = await playRun({
      http: createMemoryHttp({ 'GET /robots.txt': { status: 404 }, 'GET /1': { body: 'ok' } }),
      plugins: hooks(visit),
      allow: [{ origin: site, owned: false }],
      scenarios: [pages('one', ['/1'])],
      profiles: [{ name: 'a', count: 20, pace: { peak: '60/min', arrivals: 'steady' } }],
      duration: '10s',
    });
    expect(run.summary.actions.scheduled).toBe(200);
    expect(run.summary.actions.started).toBeLessThanOrEqual(51);
    expect(run.summary.actions.started).toBeGreaterThan(40);
    expect(Object.keys(run.summary.actions.dropped)).toEqual(['rate_cap']);
  });

  test('a cap on all: open arrivals above it are dropped as rate_cap, closed users wait', async () => {
    const clock = createVirtualClock();
    const run = await playRun({
      clock,
      profiles: [{ name: 'a', count: 10, pace: { peak: '60/min', arrivals: 'steady' } }],
      limits: { cap: '4/s' },
      duration: '10s',
    });
    expect(run.summary.actions).toMatchObject({ scheduled: 100, started: 40, dropped: { rate_cap: 60 } });
    const closed = await playRun({ profiles: [{ name: 'a', count: 10, think: '1s' }], limits: { cap: '4/s' }, duration: '10s' });
    expect(closed.summary.actions).toMatchObject({ started: 40, dropped: {} });
  });
});
