import { expect, test } from 'vitest';
import type { DurationSummary, GroupSummary, RunSummary, SeriesPoint } from '@rushhour/core';
import { renderReport } from './render-report.ts';

const duration = (p50: number): DurationSummary => ({ mean: p50, p50, p90: p50 * 2, p95: p50 * 3, p99: p50 * 5, max: p50 * 8 });

const group = (started: number, failed: number): GroupSummary => ({
  started,
  ok: started - failed,
  failed,
  interrupted: 0,
  bytesSent: 0,
  bytesReceived: started * 12_345,
  durationMs: duration(2),
  responseMs: { p50: 2, p99: 10, max: 16 },
});

const point = (at: number, started: number): SeriesPoint => ({
  at,
  scheduled: started + 2,
  started,
  dropped: { busy: 2 },
  ok: started - 1,
  failed: 1,
  p50: 2,
  p99: 10,
  bytesReceived: 1000,
  users: 4,
});

const summary: RunSummary = {
  version: 1,
  name: 'office',
  seed: '42',
  shard: '0/1',
  run: '01J',
  tags: { build: '7f3' },
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 30_000,
  actions: { scheduled: 306, started: 300, ok: 297, failed: 3, interrupted: 0, injected: 0, dropped: { busy: 6 } },
  byAction: { open: group(300, 3) },
  byPlugin: { generic: group(300, 3) },
  byProfile: { 'alice-dev': { ...group(300, 3), scheduled: 306, dropped: { busy: 6 } } },
  byStep: { 'open /': group(300, 3) },
  byScenario: { browse: { plays: 20, started: 300, ok: 297, failed: 3, interrupted: 0 } },
  requests: {
    sent: 300,
    answered: 299,
    unanswered: 1,
    byStatus: { '200': 297, '404': 2 },
    phasesMs: {
      blocked: duration(0),
      dns: duration(0),
      connect: duration(1),
      tls: duration(0),
      firstByte: duration(2),
      receive: duration(1),
    },
  },
  latenessMs: { p50: 0, p99: 1, max: 3 },
  errors: [{ type: 'http_404', action: 'open', count: 3, example: 'The server answered 404.' }],
  rate: { targetPerMinute: 612, achievedPerMinute: 600 },
  created: { made: 0, removed: 0, left: 0, orphans: 0 },
  series: [point(0, 100), point(10, 100), point(20, 100)],
  generator: { limited: false, reasons: [], eventLoopDelayP99Ms: 3, eventLoopUtilization: 0.2, maxRssBytes: 1e8 },
  thresholds: [{ check: 'open.p95 < 300ms', value: 6, passed: true }],
};

/** What a reader sees, without what draws it. */
function words(page: string): string {
  return page
    .replace(/<style>.*<\/style>|<svg.*?<\/svg>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&lt;', '<');
}

test('the page tells the head, thresholds, charts, tables and health of a run', () => {
  const page = renderReport(summary, {
    reason: 'the duration is over',
    repeat: 'rushhour run office.yaml --seed 42',
    latency: { p50: 2, p99: 10 },
  });
  const text = words(page);
  for (const part of [
    'office Began 2026-01-01 00:00:00 UTC Took 30 s Ended by the duration is over Seed 42 Run 01J build 7f3',
    'Actions 300 297 ok Rate 10.0/s 10.2/s intended Achieved 98.0 % 6 of 306 dropped Failed 1.0 % 3 of 300 Latency 2.0 ms p50 of all actions; p99 10 ms',
    'Play the same again: rushhour run office.yaml --seed 42',
    'Thresholds: all met threshold measured ✓ met open.p95 < 300ms',
    'Intended against achieved actions per second',
    'Dropped',
    'Latency',
    'Failures',
    'Users',
    'alice-dev 306 6 300 297 3 0 10.0',
    '3 http_404 open The server answered 404.',
    '300 requests sent, 299 answered, 1 without an answer.',
    'waiting for the answer',
    'The machine that made the traffic was not the limit.',
  ])
    expect(text).toContain(part);
});

test('the page asks nobody for anything and runs nothing', () => {
  const page = renderReport(summary);
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|javascript:|\son\w+=/i);
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test('names from files and servers cannot become markup', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  const page = renderReport(
    {
      ...summary,
      name: evil,
      seed: evil,
      tags: { [evil]: evil },
      byAction: {},
      byPlugin: { [evil]: group(1, 1), other: group(1, 0) },
      byProfile: { [evil]: { ...group(1, 1), scheduled: 2, dropped: { [evil]: 1 } } },
      byStep: { [evil]: group(1, 1) },
      byScenario: { [evil]: { plays: 1, started: 1, ok: 0, failed: 1, interrupted: 0 } },
      errors: [{ type: evil, action: 'open', count: 1, example: evil }],
      requests: { ...summary.requests, byStatus: { [evil]: 1 } },
      series: [{ ...point(0, 1), dropped: { [evil]: 1 } }],
      thresholds: [{ check: evil, value: null, passed: false }],
      generator: { ...summary.generator, limited: true, reasons: [evil] },
    },
    { reason: evil, repeat: evil },
  );
  const tags = new Set([...page.matchAll(/<\/?([a-z][\w]*)/gi)].map(([, name]) => name));
  expect(tags.has('script') || tags.has('img')).toBe(false);
  expect(page).not.toContain(`"><`.concat('script'));
  expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(15);
});

test('credentials in a URL are not shown', () => {
  const page = renderReport({ ...summary, byStep: { 'open https://me:very-secret@shop.example/?token=very-secret': group(1, 0) } });
  expect(page).not.toContain('very-secret');
});

test('a run whose users wait for answers has no intended rate', () => {
  const text = words(renderReport({ ...summary, rate: { targetPerMinute: null, achievedPerMinute: 600 } }));
  expect(text).toContain('so what was intended is what was achieved');
  expect(text).not.toContain('Intended against achieved');
});

test('what the series let go is said', () => {
  const page = renderReport({ ...summary, durationMs: 3_700_000, series: [point(100, 50), point(110, 50)] });
  expect(words(page)).toContain('The charts begin at 1:40: an hour is kept');
});

test('a run of which nothing was recorded has a page too', () => {
  const nothing = { scheduled: 0, started: 0, ok: 0, failed: 0, interrupted: 0, injected: 0, dropped: {} };
  const page = renderReport({ ...summary, durationMs: 0, actions: nothing, byAction: {}, byProfile: {}, series: [] });
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});

test('every number that is drawn is one', () => {
  expect(renderReport(summary)).not.toMatch(/NaN|Infinity|undefined/);
  expect(renderReport({ ...summary, series: [point(0, 1)], durationMs: 3 })).not.toMatch(/NaN|Infinity|undefined/);
});
