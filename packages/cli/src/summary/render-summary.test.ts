import { expect, test } from 'vitest';
import type { DurationSummary, GroupSummary, ProfileSummary, RunSummary } from '@rushhour/core';
import { plainPaint } from '../text/paint.ts';
import { renderSummary } from './render-summary.ts';

const duration = (p50: number): DurationSummary => ({ mean: p50, p50, p90: p50 * 2, p95: p50 * 3, p99: p50 * 5, max: p50 * 8 });
const none = duration(0);

const group = (started: number, failed: number, p50: number): GroupSummary => ({
  started,
  ok: started - failed,
  failed,
  interrupted: 0,
  bytesSent: 0,
  bytesReceived: started * 12_345,
  durationMs: duration(p50),
  responseMs: { p50, p99: p50 * 5, max: p50 * 8 },
});

const profile = (started: number, failed: number, busy: number): ProfileSummary => ({
  ...group(started, failed, 2.5),
  scheduled: started + busy,
  dropped: busy > 0 ? { busy } : {},
});

const summary: RunSummary = {
  version: 1,
  name: 'demo',
  seed: '3f2a',
  shard: '0/1',
  run: '01J',
  tags: {},
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 20_000,
  actions: { scheduled: 482, started: 482, ok: 479, failed: 2, interrupted: 1, injected: 0, dropped: {} },
  byAction: { open: group(300, 0, 2.1), follow: group(182, 2, 3.4) },
  byPlugin: { generic: group(482, 2, 2.5) },
  byProfile: { visitor: profile(482, 2, 0) },
  byStep: { 'open /': group(300, 0, 2.1), 'follow https://shop.example/a/very/long/path/that/does/not/fit/anywhere': group(182, 2, 3.4) },
  byScenario: {
    browse: { plays: 20, started: 300, ok: 300, failed: 0, interrupted: 0 },
    buy: { plays: 31, started: 182, ok: 179, failed: 2, interrupted: 1 },
  },
  requests: {
    sent: 830,
    answered: 829,
    unanswered: 1,
    byStatus: { '200': 820, '303': 7, '404': 2 },
    phasesMs: { blocked: none, dns: none, connect: duration(0.2), tls: none, firstByte: duration(2), receive: duration(0.1) },
  },
  latenessMs: { p50: 0, p99: 0, max: 0 },
  errors: [{ type: 'http_404', action: 'follow', count: 2, example: 'The server answered 404.\u001b[2J' }],
  rate: { targetPerMinute: null, achievedPerMinute: 1446 },
  created: { made: 3, removed: 0, left: 0, orphans: 0 },
  series: [],
  generator: { limited: false, reasons: [], eventLoopDelayP99Ms: 3, eventLoopUtilization: 0.2, maxRssBytes: 1e8 },
  thresholds: [],
};

test('tells what was done, how long it took, what failed, and how to repeat it', () => {
  expect(renderSummary(summary, { paint: plainPaint, columns: 100, reason: 'duration', repeat: 'rushhour demo --seed 3f2a' }))
    .toMatchInlineSnapshot(`
    "
      demo  20 s, ended by: duration

      482 actions   479 ok   2 failed   1 interrupted   24.1/s

      action  started   ok  failed  per s     p50     p95    p99    max  received
      open        300  300       0   15.0  2.1 ms  6.3 ms  11 ms  17 ms    3.7 MB
      follow      182  180       2    9.1  3.4 ms   10 ms  17 ms  27 ms    2.2 MB

      step                           started   ok  failed  per s     p50     p95    p99    max  received
      open /                             300  300       0   15.0  2.1 ms  6.3 ms  11 ms  17 ms    3.7 MB
      follow https:/…t/fit/anywhere      182  180       2    9.1  3.4 ms   10 ms  17 ms  27 ms    2.2 MB

      scenario  plays  started   ok  failed
      browse       20      300  300       0
      buy          31      182  179       2

      requests  830 sent   200 × 820   303 × 7   404 × 2   1 without an answer
      created   3 made   0 removed

      phase                       p50      p95      p99      max
      connecting              0.20 ms  0.60 ms   1.0 ms   1.6 ms
      waiting for the answer   2.0 ms   6.0 ms    10 ms    16 ms
      receiving               0.10 ms  0.30 ms  0.50 ms  0.80 ms

      failures  action  type      example
             2  follow  http_404  The server answered 404.·[2J

      seed  3f2a
      again rushhour demo --seed 3f2a
    "
  `);
});

test('warns when the generator was the limit and when nothing was answered', () => {
  const text = renderSummary(
    {
      ...summary,
      byStep: {},
      requests: { ...summary.requests, answered: 0 },
      generator: { ...summary.generator, limited: true, reasons: ['event_loop_delay', 'lag'], eventLoopDelayP99Ms: 140 },
    },
    { paint: plainPaint },
  );
  expect(text).toContain(
    '! This machine was the limit (event loop delay p99 140 ms, actions came up too late and were dropped), so latencies are too high.',
  );
  expect(text).toContain('! No request was answered. Is the site up, and the address right?');
});

test('advice is wrapped where the terminal is narrow, and never cut', () => {
  const generator = { ...summary.generator, limited: true, reasons: ['event_loop_utilization', 'connections'] } as const;
  const text = renderSummary({ ...summary, generator }, { paint: plainPaint, columns: 80 });
  const at = text.indexOf('  ! This');
  expect(text.slice(at, text.indexOf('  seed'))).toMatchInlineSnapshot(`
    "  ! This machine was the limit (event loop busy 20 % of the time, requests
        waited for connections), so latencies are too high.
      Use fewer users in one process, --workers, or several processes with --shard.

    "
  `);
});

test('no line is wider than the terminal but the command to copy', () => {
  const repeat = `rushhour run ${'a'.repeat(80)} --seed 3f2a`;
  const lines = renderSummary(summary, { paint: plainPaint, columns: 60, repeat }).split('\n');
  expect(lines.filter((line) => [...line].length > 60)).toEqual([`  again ${repeat}`]);
});

test('open profiles show what was achieved of what was intended, and thresholds whether they were met', () => {
  const open: RunSummary = {
    ...summary,
    actions: { ...summary.actions, scheduled: 500, dropped: { busy: 16, stopping: 2 } },
    byProfile: { 'alice-dev': profile(300, 0, 0), 'david-backup': profile(182, 2, 18) },
    byStep: {},
    byScenario: {},
    errors: [],
    rate: { targetPerMinute: 1500, achievedPerMinute: 1446 },
    thresholds: [
      { check: 'open.p95 < 1s', value: 6.3, passed: true },
      { check: 'failed < 0.1%', value: 0.41, passed: false },
      { check: 'upload.p95 < 300ms', value: null, passed: false },
      { check: 'rate > 20/s', value: 24.1, passed: true },
    ],
  };
  const text = renderSummary(open, { paint: plainPaint, columns: 100 });
  expect(text.slice(0, text.indexOf('  action '))).toMatchInlineSnapshot(`
    "
      demo  20 s

      482 actions   479 ok   2 failed   1 interrupted   24.1/s
      1,446 of 1,500 intended a minute, 96.4 %
      dropped: 16 busy, 2 stopping

      thresholds: 2 not met  measured
      ✓ open.p95 < 1s        6.3 ms
      ✗ failed < 0.1%        0.41 %
      ✗ upload.p95 < 300ms   nothing recorded
      ✓ rate > 20/s          24.1/s

      profile       intended  started   ok  failed  dropped     p50     p95    p99
      alice-dev          300      300  300       0        0  2.5 ms  7.5 ms  13 ms
      david-backup       200      182  180       2       18  2.5 ms  7.5 ms  13 ms

    "
  `);
});

test('says that plugins send requests of their own where something was removed', () => {
  const created = { made: 3, removed: 2, left: 1, orphans: 0 };
  const text = renderSummary({ ...summary, created }, { paint: plainPaint, columns: 80 });
  expect(text).toContain("plugins' own among them: a look after a removal is answered 404");
  expect(text).toContain('3 made   2 removed   1 still there');
});
