import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJournal, type RunSummary } from '@rushhour/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLoopback, type Loopback } from './loopback.ts';
import { startCommand } from './start-command.ts';

const drainMs = 600;
let folder: string;
let site: Loopback;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-population-signals-'));
  // Every tenth request is never answered.
  site = await startLoopback((_request, response) => {
    if (site.requests.length % 10 !== 0) response.end('hello');
  });
});
afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test('after SIGTERM nobody of a population arrives any more, the stop keeps its deadlines, and the books balance', async () => {
  writeFileSync(join(folder, 'visit.txt'), `#Random draws=100\nopen ${site.url}/a\nopen ${site.url}/b\n`);
  writeFileSync(
    join(folder, 'plan.yaml'),
    `name: crowd
seed: 1
scenarios: [visit.txt]
profiles:
  - { name: open, count: 60, pace: { peak: 3/s } }
  - { name: closed, count: 20, think: 100-400ms }
stop: { drain: ${drainMs}ms, abort: 500ms, clean: 500ms, flush: 500ms }
`,
  );
  const command = startCommand(['run', 'plan.yaml', '--summary', 'summary.json', '--journal', 'journal.ndjson'], {
    cwd: folder,
  });
  await site.asked(250);
  command.kill('SIGTERM');
  const { code, stderr } = await command.done;
  expect(code).toBe(0);
  expect(stderr).toMatch(/Stopping \(SIGTERM\): \d+ actions? under way, up to 1 s; Ctrl\+C again to stop now\./);
  // What the command promises to write.
  const { actions, durationMs, requests } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
  expect(actions.scheduled).toBe(actions.started + Object.values(actions.dropped).reduce((sum, count) => sum + count, 0));
  expect(actions.started).toBe(actions.ok + actions.failed + actions.interrupted);
  expect(actions.interrupted).toBeGreaterThan(0);
  expect(requests.sent).toBe(site.requests.length);
  const { entries } = parseJournal(readFileSync(join(folder, 'journal.ndjson'), 'utf8'));
  expect(entries).toHaveLength(actions.started);
  // The stop began when all of the drain was still to come: requests that are never answered used it up.
  const stoppedAt = durationMs - drainMs;
  expect(entries.filter(({ at }) => at > stoppedAt + 100)).toEqual([]);
});
