import { createMemoryHttp, createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { playRun, site, type PlayedRun } from '../../test/play-run.ts';
import { actionFor } from '../plugin/action-for.ts';
import { definePlugin } from '../plugin/define-plugin.ts';
import type { HttpSession } from '../plugin/http-port.ts';
import type { ActionContext } from '../plugin/plugin.ts';

/** A plugin that knows how to ask for what is missing. */
function store(run: (context: ActionContext) => undefined | Promise<undefined>) {
  const open = actionFor()({ faults: ['missingKey'], run });
  return definePlugin({ name: 'store', targets: () => [site], origins: () => [site], actions: { open } })();
}

const outcomes = ({ events }: PlayedRun) => events.map(({ outcome, error, fault }) => [outcome, error, fault]);

test('a handler is told of faults its definition lists, and of no others', async () => {
  const seen: unknown[] = [];
  const plugin = store(({ fault }) => void seen.push(fault));
  await playRun({ plugins: [plugin], plays: 1, faults: { missingKey: '100%' } });
  await playRun({ plugins: [plugin], plays: 1, faults: { badCredentials: '100%' } });
  await playRun({ plugins: [plugin], plays: 1, faults: { connectionReset: '100%' } });
  expect(seen).toEqual([...Array<string>(3).fill('missingKey'), ...Array<undefined>(6).fill(undefined)]);
});

test('a fault counts when it was committed, and the action then fails whatever came of it', async () => {
  let calls = 0;
  const plugin = store(({ commitFault }) => {
    calls += 1;
    if (calls === 2) commitFault();
    if (calls !== 3) return undefined;
    commitFault();
    throw new Error('not there');
  });
  const run = await playRun({ plugins: [plugin], plays: 1, faults: { missingKey: '100%' } });
  expect(outcomes(run)).toEqual([
    ['ok', undefined, undefined],
    ['failed', 'missing_key', 'missing_key'],
    ['failed', 'plugin_error', 'missing_key'],
  ]);
  expect(run.summary.actions).toMatchObject({ ok: 1, failed: 2, injected: 2 });
  expect(run.summary.errors.map(({ type, fault, count }) => [type, fault, count])).toEqual([
    ['missing_key', 'missing_key', 1],
    ['plugin_error', 'missing_key', 1],
  ]);
});

test('nobody can commit a fault that was not asked for, or after the end', async () => {
  const late: (() => void)[] = [];
  const plugin = store((context) => {
    context.commitFault();
    late.push(() => context.commitFault());
    return undefined;
  });
  const { summary } = await playRun({ plugins: [plugin], plays: 1 });
  expect(summary.actions).toMatchObject({ ok: 3, injected: 0 });
  const after = store((context) => {
    for (const commit of late) commit();
    late.push(() => context.commitFault());
    return undefined;
  });
  const run = await playRun({ plugins: [after], plays: 1, faults: { missingKey: '100%' } });
  expect(run.summary.actions).toMatchObject({ ok: 3, injected: 0 });
});

test('failures on purpose give no plugin a rest', async () => {
  const plugin = store((context) => {
    context.commitFault();
    throw new Error('not there');
  });
  const run = await playRun({ plugins: [plugin], plays: 10, faults: { missingKey: '100%' } });
  expect(run.events.map(({ error }) => error)).toEqual(Array(30).fill('plugin_error'));
});

test('sessions of every kind commit it, for the length of the action, and not while they are made', async () => {
  const clock = createVirtualClock();
  const http = createMemoryHttp(() => ({ body: 'ok' }));
  const action = actionFor<{ readonly own: HttpSession }>();
  const plugin = definePlugin({
    name: 'isolated',
    targets: () => [site],
    origins: () => [site],
    async createSession({ http: user }) {
      const own = user.session({ isolated: true });
      await own.get(`${site}/login`);
      return { own };
    },
    actions: { open: action({ run: async ({ target, session }) => void (await session.own.get(target)) }) },
  });
  const faults = { extraLatency: { share: '100%', delay: '500ms' } };
  const run = await playRun({ clock, http, plugins: [plugin()], plays: 1, faults });
  expect(run.events.map(({ durationMs, fault }) => `${Math.round(durationMs)} ${fault}`)).toEqual(Array(3).fill('500 extra_latency'));
  expect(http.requests({ path: '/login' })).toHaveLength(1);
});

test('a later version of the plan brings faults of its own', async () => {
  const plugin = store(async (context) => {
    await new Promise<void>((resolve) => context.clock.setTimer(1000, resolve));
    if (context.fault !== undefined) context.commitFault();
    return undefined;
  });
  const run = await playRun({
    plugins: [plugin],
    profiles: [{ name: 'alice' }],
    duration: '10s',
    async during({ runner, clock }) {
      await clock.advance(5500);
      const reloaded = runner.reload({ faults: { missingKey: '100%' } });
      clock.holdFor(reloaded);
      await reloaded;
    },
  });
  const faults = run.events.map(({ fault }) => fault);
  expect(faults.slice(0, 4)).toEqual(Array(4).fill(undefined));
  expect(faults.slice(7, 9)).toEqual(['missing_key', 'missing_key']);
});
