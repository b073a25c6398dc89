import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  actionFor,
  definePlugin,
  loadPlanFile,
  parseJournal,
  planRun,
  ScenarioRunner,
  type Forecast,
  type JournalEntry,
  type JournalHeader,
  type PlannedArrival,
  type RunSummary,
} from '@rushhour/core';
import { createVirtualClock } from '@rushhour/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openStore, type StoreLine } from './store.ts';

const here = import.meta.dirname;
const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));
const hourMs = 3_600_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-office-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command from its source, here; resolves with its standard output. A busy machine may miss a threshold (3): that is no mistake. */
function rushhour(...args: readonly string[]): Promise<string> {
  const words = ['--conditions=@rushhour/source', command, ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { cwd: here }, (error, stdout, stderr) => {
      if (error === null || error.code === 3) resolve(stdout);
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

/** The plan as it is expected to go, by the command. */
async function plan(...options: readonly string[]): Promise<Forecast> {
  // What --json writes is the Forecast of @rushhour/core.
  return JSON.parse(await rushhour('plan', 'plan.yaml', '--json', ...options)) as Forecast;
}

/** Expected actions by hour of the window. */
function hourly(expected: readonly number[], { bucketMs }: Forecast): readonly number[] {
  const buckets = hourMs / bucketMs;
  return Array.from({ length: expected.length / buckets }, (_, hour) =>
    expected.slice(hour * buckets, (hour + 1) * buckets).reduce((sum, actions) => sum + actions, 0),
  );
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

test('in virtual time the office does exactly what was planned, and about as much as was expected', async () => {
  const { options, scenarios, problems } = await loadPlanFile(join(here, 'plan.yaml'), { env: {} });
  expect(problems).toEqual([]);
  const action = actionFor<object>();
  const store = definePlugin({
    name: 'store',
    targets: () => ['http://127.0.0.1:8088'],
    origins: () => ['http://127.0.0.1:8088'],
    createSession: () => ({}),
    actions: {
      upload: action({ description: 'Takes it.', params: z.object({ as: z.literal('put') }), run: () => ({}) }),
      download: action({ description: 'Gives it.', run: () => ({}) }),
    },
  });
  const run = { ...options, scenarios, plugins: [store()], speed: 1440, scale: 0.005 };

  const planned: PlannedArrival[] = [];
  const { forecast, arrivals } = await planRun(run);
  for await (const batch of arrivals()) planned.push(...batch);

  const clock = createVirtualClock();
  const played: string[] = [];
  const journal = {
    write: (record: JournalHeader | JournalEntry) => void ('user' in record && played.push(`${record.intendedAt} ${told(record)}`)),
  };
  const runner = new ScenarioRunner({ ...run, clock, journal });
  // Files are looked at before the run, and opened for each upload: virtual time stands still meanwhile.
  const began = Promise.withResolvers<void>();
  clock.holdFor(began.promise);
  runner.on('runStart', () => began.resolve());
  const underWay = new Map<string, () => void>();
  runner.on('actionStart', (event) => {
    const ended = Promise.withResolvers<void>();
    clock.holdFor(ended.promise);
    underWay.set(told(event), ended.resolve);
  });
  runner.on('actionEnd', (event) => underWay.get(told(event))?.());
  const summary = await clock.runUntil(runner.run());

  expect(played.toSorted()).toEqual(planned.map((arrival) => `${arrival.at} ${told(arrival)}`).toSorted());
  expect(summary.actions).toMatchObject({ scheduled: planned.length, started: planned.length, ok: planned.length, dropped: {} });
  expectPoisson(countByHour(planned.map(({ profile, simulatedAt }) => [profile, simulatedAt])), forecast);
});

test('on the real clock the journal, the access log and the summary agree, and each hour has what was expected', async () => {
  const lines: StoreLine[] = [];
  const store = await openStore({ log: (line) => lines.push(line) });
  const [journalFile, summaryFile] = [join(folder, 'journal.ndjson'), join(folder, 'summary.json')];
  const faster = ['--speed', '8640', '--scale', '0.0008'];
  try {
    const place = ['--base', store.url, '--allow', store.url];
    await rushhour('run', 'plan.yaml', ...faster, ...place, '--journal', journalFile, '--summary', summaryFile, '--quiet');
  } finally {
    await store.close();
  }
  // What --summary writes is the RunSummary of @rushhour/core.
  const { actions, requests, byAction, thresholds } = JSON.parse(readFileSync(summaryFile, 'utf8')) as RunSummary;
  const { header, entries } = parseJournal(readFileSync(journalFile, 'utf8'), journalFile);

  expect(actions).toMatchObject({ started: entries.length, ok: entries.length });
  expect(requests).toMatchObject({ sent: lines.length, answered: lines.length });
  expect(lines.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    entries.map((entry) => request(entry, header)).toSorted(),
  );
  expect(lines.filter(({ method, status }) => method === 'PUT' && status === 201)).toHaveLength(byAction.upload?.ok ?? 0);
  expect(thresholds.map(({ check, passed }) => [check, passed])).toContainEqual(['failed < 1%', true]);
  const { startAt = 0, speed } = header;
  expectPoisson(countByHour(entries.map(({ profile, intendedAt }) => [profile, startAt + intendedAt * speed])), await plan(...faster));
});

/** A line that tells one action from every other. */
function told({
  user,
  scenario,
  play,
  index,
  action,
  target,
}: Pick<PlannedArrival, 'user' | 'scenario' | 'play' | 'index' | 'action' | 'target'>) {
  return [user, scenario, play, index, action, target].join(' ');
}

/** The line an action left in an access log. */
function request({ action, target }: JournalEntry, { run }: JournalHeader): string {
  return `${action === 'upload' ? 'PUT' : 'GET'} ${new URL(target.replaceAll('{run}', run)).pathname}`;
}

function countByHour(actions: readonly (readonly [profile: string, simulatedAt: number])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [profile, simulatedAt] of actions) {
    const key = `${profile} ${Math.floor(simulatedAt / hourMs)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Holds counts by profile and hour, and their sum, to five standard deviations of a Poisson distribution around the expected. */
function expectPoisson(counts: ReadonlyMap<string, number>, forecast: Forecast) {
  const outside = forecast.profiles.flatMap(({ name, expected }) =>
    hourly(expected, forecast).flatMap((mean, hour) => {
      const count = counts.get(`${name} ${forecast.fromMs / hourMs + hour}`) ?? 0;
      return Math.abs(count - mean) > 5 * Math.sqrt(mean) + 1 ? [{ name, hour, count, mean }] : [];
    }),
  );
  expect(outside).toEqual([]);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  expect(Math.abs(all - forecast.total)).toBeLessThanOrEqual(5 * Math.sqrt(forecast.total));
}
