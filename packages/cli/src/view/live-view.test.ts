import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { createPaint, plainPaint } from '../text/paint.ts';
import { createLiveView, liveLines } from './live-view.ts';
import type { RunProgress } from './run-progress.ts';

const progress: RunProgress = {
  phase: 'running',
  elapsedMs: 12_300,
  users: 20,
  plays: 31,
  started: 482,
  ok: 473,
  failed: 2,
  injected: 0,
  interrupted: 0,
  rates: [10, 30, 42, 38, 44, 41, 40, 39, 45, 40, 41, 42],
  p50: 2.13,
  p95: 8,
  p99: 12.4,
  failures: [
    { action: 'open', type: 'http_404', count: 1 },
    { action: 'follow', type: 'no_link', count: 1 },
  ],
  dropped: 0,
  profiles: [],
  isOpen: false,
  isPaused: false,
  rate: 1,
};

function fakeTerminal(columns = 80) {
  const writes: string[] = [];
  return { isTTY: true, columns, write: (text: string) => writes.push(text), writes };
}

test('a bounded run has a progress bar', () => {
  const lines = liveLines(progress, { paint: plainPaint, limits: { durationMs: 20_000 }, keys: false, columns: 79 });
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "
      █████████████████████████░░░░░░░░░░░░░░░  12 s of 20 s
      actions   482   42.0/s now   39.2/s mean   20 users, 7 under way
      outcomes  ok 473   failed 2
      latency   p50 2.1 ms   p95 8.0 ms   p99 12 ms
      rate      ▃▆█▇█▇▇▇█▇▇█
      failures  1 × open http_404   1 × follow no_link"
  `);
});

test('an endless run says what ends it, and a stop shows its phase', () => {
  const [, first] = liveLines({ ...progress, phase: 'draining' }, { paint: plainPaint, limits: {}, keys: false, columns: 79 });
  expect(first).toMatchInlineSnapshot(`"  12 s   until Ctrl+C   draining"`);
});

test('redraws in place, in one write, and gives the cursor back', () => {
  const stream = fakeTerminal();
  const view = createLiveView(stream, { paint: plainPaint, limits: {}, keys: false });
  view.update(progress);
  view.update(progress);
  view.close();
  view.close();
  view.update(progress);
  expect(stream.writes).toHaveLength(3);
  expect(stream.writes[0]?.startsWith('\u001b[?25l\r')).toBe(true);
  expect(stream.writes[1]?.startsWith('\u001b[7A\r')).toBe(true);
  expect(stream.writes[2]).toBe('\u001b[7A\r\u001b[J\u001b[?25h');
});

test('a line that stays is written above the block', () => {
  const stream = fakeTerminal();
  const view = createLiveView(stream, { paint: plainPaint, limits: {}, keys: false });
  view.log('before');
  view.update(progress);
  view.log('a warning');
  expect(stream.writes[0]).toBe('before\n');
  expect(stream.writes[2]?.startsWith('\u001b[7A\r\u001b[Ja warning\n')).toBe(true);
});

test('no line is wider than the terminal, with and without colours', () => {
  for (const paint of [plainPaint, createPaint({ isTTY: true, env: {} })]) {
    const stream = fakeTerminal(40);
    createLiveView(stream, { paint, limits: { actions: 1000 }, keys: false }).update(progress);
    const lines = stripVTControlCharacters(stream.writes.join('')).split('\n');
    expect(Math.max(...lines.map((line) => [...line.trimStart()].length))).toBeLessThan(40);
  }
});

test('text from a server cannot drive the terminal', () => {
  const failures = [{ action: 'open', type: 'http_\u001b[2J500', count: 1 }] as const;
  const lines = liveLines({ ...progress, failures }, { paint: plainPaint, limits: {}, keys: false, columns: 79 });
  expect(lines.join('\n')).not.toContain('\u001b');
});

test('open profiles show what they achieve of what they intend, and keys what they do', () => {
  const profiles = [
    { name: 'alice-dev', intended: 120, achieved: 119.4 },
    { name: 'david-backup', intended: 210, achieved: 170 },
  ];
  const lines = liveLines(
    { ...progress, profiles, isOpen: true, dropped: 4, isPaused: true, rate: 1.1 },
    { paint: plainPaint, limits: {}, keys: true, columns: 79 },
  );
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "
      12 s   until Ctrl+C   paused   rate × 1.10
      actions   482   42.0/s now   39.2/s mean   20 users, 7 under way
      outcomes  ok 473   failed 2   dropped 4
      latency   p50 2.1 ms   p95 8.0 ms   p99 12 ms
      rate      ▃▆█▇█▇▇▇█▇▇█
      failures  1 × open http_404   1 × follow no_link
      profiles  alice-dev     119 of 120/min
                david-backup  170 of 210/min
      keys      p pause   + faster   - slower   q stop"
  `);
});
