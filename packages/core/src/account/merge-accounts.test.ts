import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordAccount, type RecordedArrival } from '../../test/record-account.ts';
import { requestPhases, type RequestPhase, type RequestStatistics } from '../plugin/http-port.ts';
import { createHistogram, type HistogramSnapshot } from '../support/histogram.ts';
import { mergeAccounts } from './merge-accounts.ts';
import { summariseAccount } from './summarise-account.ts';

const arrival: fc.Arbitrary<RecordedArrival> = fc.oneof(
  fc.record({ profile: fc.constantFrom('alice', 'bob'), at: fc.nat(59_000), drop: fc.constantFrom('busy', 'paused', 'lag') }),
  fc.record({
    profile: fc.constantFrom('alice', 'bob'),
    action: fc.constantFrom('open', 'upload'),
    plugin: fc.constantFrom('generic', 's3'),
    scenario: fc.constantFrom('browse', 'buy'),
    at: fc.nat(59_000),
    outcome: fc.constantFrom('ok', 'failed', 'interrupted'),
    durationMs: fc.integer({ min: 1, max: 900 }),
    latenessMs: fc.nat(50),
    bytes: fc.nat(1000),
    error: fc.constantFrom('http_404', 'timeout'),
  }),
);

test('the accounts of the parts of a run add up to the account of the whole', () => {
  const parts = fc.array(fc.array(arrival, { maxLength: 40 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, (each) => {
      const merged = mergeAccounts(each.map((part) => recordAccount(part)));
      expect(plain(summariseAccount(merged))).toEqual(plain(summariseAccount(recordAccount(each.flat()))));
    }),
  );
});

/** Rows in one order, and without the users at the end of an interval: each part has one. */
function plain({ series, errors, ...summary }: ReturnType<typeof summariseAccount>) {
  return {
    ...summary,
    series: series.map(({ users: _users, ...point }) => point),
    errors: errors.toSorted((x, y) => (`${x.action} ${x.type}` < `${y.action} ${y.type}` ? -1 : 1)),
  };
}

function requests(sent: number, connectMs: number): RequestStatistics {
  const phases = requestPhases.map((phase): [string, HistogramSnapshot] => {
    const histogram = createHistogram();
    if (phase === 'connect') histogram.record(connectMs);
    return [phase, histogram.snapshot()];
  });
  return {
    sent,
    answered: sent - 1,
    byStatus: { '200': sent - 2, [connectMs > 50 ? '500' : '404']: 1 },
    phases: Object.fromEntries(phases) as Record<RequestPhase, HistogramSnapshot>,
    connectionLimited: connectMs > 50,
  };
}

test('requests, what was created and the state of the process add up as well', () => {
  const account = mergeAccounts(
    [
      recordAccount([{}], {
        run: 'first',
        shard: '0/2',
        startedAt: '2026-01-01T00:00:01.000Z',
        durationMs: 25_000,
        requests: requests(10, 5),
        created: { made: 3, removed: 1, left: 2, orphans: 1 },
        generator: { eventLoopDelayP99Ms: 20, eventLoopUtilization: 0.9, maxRssBytes: 100 },
      }),
      recordAccount([{}, {}], {
        run: 'second',
        shard: '1/2',
        durationMs: 31_000,
        isOpen: true,
        requests: requests(20, 80),
        created: { made: 2, removed: 2, left: 0, orphans: 4 },
        generator: { eventLoopDelayP99Ms: 10, eventLoopUtilization: 0.4, maxRssBytes: 110 },
      }),
    ],
    { shard: '0/1' },
  );
  const summary = summariseAccount(account);
  expect(summary).toMatchObject({
    run: 'first',
    shard: '0/1',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 31_000,
    requests: { sent: 30, answered: 28, unanswered: 2, byStatus: { '200': 26, '404': 1, '500': 1 }, phasesMs: { connect: { max: 80 } } },
    created: { made: 5, removed: 3, left: 2, orphans: 5 },
    rate: { targetPerMinute: 5.8, achievedPerMinute: 5.8 },
    generator: {
      limited: true,
      reasons: ['event_loop_utilization', 'connections'],
      eventLoopDelayP99Ms: 20,
      eventLoopUtilization: 0.9,
      maxRssBytes: 110,
    },
  });
  expect(summary.series.at(-1)?.users).toBe(1);
  expect(summary.series[0]?.users).toBe(2);
});

test('an account can be posted between threads', () => {
  const account = recordAccount([{ durationMs: 20 }, { outcome: 'failed', error: 'timeout' }, { drop: 'busy' }], {
    requests: requests(3, 5),
  });
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(account);
  const received: unknown = receiveMessageOnPort(port2)?.message;
  port1.close();
  expect(received).toEqual(account);
});

test('kinds of failures stay bounded however many parts there are', () => {
  const kinds = (part: number) =>
    Array.from({ length: 40 }, (_, index): RecordedArrival => ({ outcome: 'failed', error: `e${part}-${index}` }));
  const { errors } = mergeAccounts([recordAccount(kinds(0)), recordAccount(kinds(1))]);
  expect(errors.length).toBe(51);
  expect(errors[0]).toMatchObject({ type: '_other', count: 30 });
});
