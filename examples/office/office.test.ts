import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { extensionsOf, fileKinds, sizeBands, type FileKind } from '@rushhour/content';
import { type ActionEndEvent, type Forecast, type PlannedArrival } from '@rushhour/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectPoisson, countByHour, hourly } from './test/hours.ts';
import { loadOffice } from './test/office-run.ts';
import { playInVirtualTime, type StoredFile, type VirtualDay } from './test/play-in-virtual-time.ts';
import { chiSquare, chiSquareLimit, deviations } from './test/statistics.ts';

const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));

/** The plan as it is expected to go, by the command. */
function plan(...options: readonly string[]): Promise<Forecast> {
  const words = ['--conditions=@rushhour/source', command, 'plan', 'plan.yaml', '--json', ...options];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { cwd: import.meta.dirname }, (error, stdout, stderr) => {
      // What --json writes is the Forecast of @rushhour/core.
      if (error === null) resolve(JSON.parse(stdout) as Forecast);
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

/** Hours in which more than half is done of what is done in the busiest one. */
function busyHours(hours: readonly number[]): readonly number[] {
  const most = Math.max(...hours);
  return hours.flatMap((actions, hour) => (actions > most / 2 ? [hour] : []));
}

test('everybody is busy at hours of their own, and the office stays between its floor and its ceiling', async () => {
  const day = await plan();
  const from = (first: number, hours: number) => Array.from({ length: hours }, (_, index) => first + index);
  expect(Object.fromEntries(day.profiles.map(({ name, expected }) => [name, busyHours(hourly(expected, day))]))).toEqual({
    'alice-dev': from(9, 8),
    'bob-marketing': from(8, 8),
    'carol-data': from(10, 8),
    'david-backup': [...from(0, 6), 22, 23],
    'eve-design': from(9, 8),
    'frank-research': from(8, 12),
    'grace-sales': from(7, 8),
    'henry-ops': from(0, 24),
    'iris-content': from(8, 8),
    'jack-mobile': from(10, 8),
  });
  expect(day.peakPerMinute).toBeCloseTo(2000, 0);
  for (const actions of hourly(day.expected, day)) {
    expect(actions).toBeGreaterThan(25 * 60);
    expect(actions).toBeLessThanOrEqual(2000 * 60 * 1.001);
  }
});

test('activity weighs who is there at the same hours', async () => {
  const day = await plan('--from', '12:00', '--for', '1h');
  const atNoon = (name: string) => day.profiles.find((profile) => profile.name === name)?.total ?? 0;
  expect(atNoon('henry-ops') / atNoon('alice-dev')).toBeCloseTo(3 / 2, 6);
  expect(atNoon('eve-design') / atNoon('bob-marketing')).toBeCloseTo(2.2 / 1.8, 6);
});

describe('a day in virtual time', () => {
  let day: VirtualDay;
  beforeAll(async () => {
    day = await playInVirtualTime({ speed: 1440, scale: 0.01 });
  }, 120_000);

  test('does exactly what was planned, and about as much as was expected', () => {
    const { planned, forecast, ends, summary } = day;
    expect(ends.map((end) => `${end.intendedAt} ${told(end)}`).toSorted()).toEqual(
      planned.map((arrival) => `${arrival.at} ${told(arrival)}`).toSorted(),
    );
    expect(summary.actions).toMatchObject({ scheduled: planned.length, started: planned.length, dropped: {} });
    expectPoisson(countByHour(planned.map(({ profile, simulatedAt }) => [profile, simulatedAt])), forecast);
  });

  test('has four uploads to a download', () => {
    expect(deviations(day.files.length, day.ends.length, 0.8)).toBeLessThan(4);
  });

  test('has the kinds of files that the plan gives each person', async () => {
    const { plan: office } = await loadOffice('http://127.0.0.1:9000');
    const misfits = office.profiles.filter(({ name, files }) => {
      const own = day.files.filter(({ profile }) => profile === name);
      const weights = fileKinds.map((kind) => files?.kinds?.[kind] ?? 0);
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      const expected = weights.map((weight) => (own.length * weight) / all);
      return chiSquare(countKinds(own), expected) > chiSquareLimit[4];
    });
    expect(misfits).toEqual([]);
  });

  test.each(fileKinds)('has small, medium and large %s as people have them', (kind) => {
    const bands = Object.values(sizeBands[kind]);
    const sizes = day.files.filter((file) => kindOf(file) === kind).map(({ bytes }) => bytes);
    const counts = bands.map(({ maxBytes, rare }, index) => {
      const from = bands[index - 1]?.maxBytes ?? 0;
      return sizes.filter((bytes) => bytes > from && bytes <= (rare?.maxBytes ?? maxBytes)).length;
    });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sizes.length);
    expect(
      chiSquare(
        counts,
        bands.map(({ weight }) => sizes.length * weight),
      ),
    ).toBeLessThan(chiSquareLimit[2]);
  });

  test('no two files have the same name, and no folder more than 200', () => {
    expect(new Set(day.files.map(({ profile, path }) => `${profile}/${path}`)).size).toBe(day.files.length);
    const folders = Map.groupBy(day.files, ({ profile, path }) => `${profile}/${path.slice(0, path.lastIndexOf('/'))}`);
    expect(Math.max(...[...folders.values()].map(({ length }) => length))).toBeLessThanOrEqual(200);
  });

  test('simulates errors at the shares that the plan asks for, the same ones for the same seed', async () => {
    const { summary, ends } = day;
    const faults = (action: string, fault: string) => ends.filter((end) => end.action === action && end.fault === fault).length;
    const of = (action: string) => ends.filter((end) => end.action === action).length;
    expect(deviations(faults('upload', 'wrong_checksum'), of('upload'), 0.002)).toBeLessThan(4);
    expect(deviations(faults('download', 'missing_key'), of('download'), 0.005)).toBeLessThan(4);
    expect(summary.actions.injected).toBe(ends.filter(({ outcome }) => outcome === 'failed').length);
    expect(summary.actions.injected).toBeGreaterThan(0);

    const again = await playInVirtualTime({ speed: 1440, scale: 0.01, duration: '6h' });
    const early = new Set(again.ends.map(told));
    expect(again.ends.filter(isFaulty).map(told).toSorted()).toEqual(
      ends
        .filter((end) => isFaulty(end) && early.has(told(end)))
        .map(told)
        .toSorted(),
    );
  }, 120_000);
});

test('ten thousand files of one second have ten thousand names', async () => {
  const { profiles = [] } = (await loadOffice('http://127.0.0.1:9000')).options;
  const { files } = await playInVirtualTime({
    profiles: profiles.map((person) => ({ ...person, hours: 'always' })),
    limits: { rate: '750000/min' },
    duration: '1s',
  });
  expect(Math.max(...files.map(({ at }) => at))).toBeLessThan(1000);
  expect(files.length).toBeGreaterThan(9900);
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
});

/** A line that tells one action from every other. */
function told(action: Pick<PlannedArrival, 'user' | 'scenario' | 'play' | 'index' | 'action' | 'target'>): string {
  return [action.user, action.scenario, action.play, action.index, action.action, action.target].join(' ');
}

const isFaulty = ({ fault }: ActionEndEvent) => fault !== undefined;

function kindOf({ extension }: StoredFile): FileKind | undefined {
  return fileKinds.find((kind) => extensionsOf(kind).includes(extension));
}

function countKinds(files: readonly StoredFile[]): readonly number[] {
  return fileKinds.map((kind) => files.filter((file) => kindOf(file) === kind).length);
}
