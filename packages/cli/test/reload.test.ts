import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLoopback } from './loopback.ts';
import { startCommand } from './start-command.ts';

test('a scenario file that changes is played from the next play on; a bad version is told once and changes nothing', async () => {
  const site = await startLoopback((_request, response) => response.end('hello'));
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-reload-'));
  onTestFinished(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'visit.txt');
  writeFileSync(file, `open ${site.url}/old think=100ms\n`);
  const command = startCommand(['run', 'visit.txt', '--duration', '60s'], { cwd: folder });
  await site.asked(2);
  writeFileSync(file, `opne ${site.url}/bad think=100ms\n`);
  await command.said('opne');
  const before = site.requests.length;
  await site.asked(before + 5);
  expect(new Set(site.requests.map(({ url }) => url))).toEqual(new Set(['/old']));
  writeFileSync(file, `open ${site.url}/new think=100ms\n`);
  while (site.requests.at(-1)?.url !== '/new') await site.asked(site.requests.length + 1);
  command.kill('SIGTERM');
  const { code, stderr } = await command.done;
  expect(code).toBe(0);
  expect(stderr.match(/"opne"/g)).toHaveLength(1);
}, 60_000);
