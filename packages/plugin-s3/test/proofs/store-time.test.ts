import { ScenarioRunner, systemClock, upload } from '@rushhour/core';
import { expect, test } from 'vitest';
import { openService } from '../open-service.ts';
import { openStore } from '../open-store.ts';
import { optionsOf, play } from '../play.ts';

const minute = 60_000;
const day = 1440 * minute;
const small = upload('s3://office/team', { file: 'txt:2KB' });

/** A store whose clock is wrong, or ours. */
async function openSkewed(minutes: number) {
  const storeTime = () => Date.now() + minutes * minute;
  const store = await openStore({ clock: { ...systemClock, wallTime: storeTime } });
  return { store, storeTime };
}

test.each([-10, 0, 10])(
  'a file may live for thirty days by the clock of the store (%i min ahead), and is left alone until then',
  async (minutes) => {
    const { store, storeTime } = await openSkewed(minutes);
    const created = { ttl: '30d', sweep: '200ms' };
    const { summary } = await play([small, small], { store, created });
    expect(summary.created).toEqual({ made: 2, removed: 0, left: 2, orphans: 0 });
    for (const { metadata } of store.objects('office')) {
      expect(Math.abs(Number(metadata['rushhour-expires']) - storeTime() - 30 * day)).toBeLessThan(10_000);
    }
    const runner = new ScenarioRunner(optionsOf([small], { store, created, plays: 100, think: '100ms', duration: '1s' }));
    expect(await runner.run()).toMatchObject({ created: { removed: 0, orphans: 0 } });
    expect(store.log.filter(({ operation }) => operation === 'DeleteObjects')).toEqual([]);
    const things = await openService(store).list('s3://office/team');
    expect(things.length).toBe(store.objects('office').length);
    // Told by our own clock.
    for (const { expiresAt = 0 } of things) expect(Math.abs(expiresAt - Date.now() - 30 * day)).toBeLessThan(10_000);
  },
);

test.each([-10, 10])('what a dead run has left is due by the clock of the store (%i min ahead)', async (minutes) => {
  const { store, storeTime } = await openSkewed(minutes);
  const leave = (key: string, expires: number) => {
    const metadata = { 'rushhour-run': 'dead', 'rushhour-expires': String(expires), 'rushhour-depth': '1' };
    store.put('office', key, { metadata, modifiedAt: storeTime() - 60 * minute });
  };
  leave('team/due', storeTime() - 5000);
  leave('team/not-yet', storeTime() + 5 * minute);
  const runner = new ScenarioRunner(
    optionsOf([small], { store, created: { ttl: '10m', sweep: '200ms' }, plays: 100, think: '300ms', duration: '2s' }),
  );
  expect(await runner.run()).toMatchObject({ created: { removed: 0, orphans: 1 } });
  const keys = new Set(store.objects('office').map(({ key }) => key));
  expect([keys.has('team/due'), keys.has('team/not-yet')]).toEqual([false, true]);
});
