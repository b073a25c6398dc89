import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endService, recordedNames, recordService } from './running-services.ts';
import { type ServiceProcess, startProcess } from './service-process.ts';

const name = `test-${process.pid}`;
let folder: string;
let service: ServiceProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-test-'));
  const args = ['-e', 'setInterval(() => {}, 1000)', folder];
  service = startProcess({ binary: process.execPath, args, log: join(folder, 'log'), detached: true });
});

afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

test('ends what is on record, once', async () => {
  recordService({ name, folder, pids: [service.pid], signal: 'SIGTERM' });
  expect(recordedNames()).toContain(name);
  expect(await endService(name)).toBe(true);
  expect(await endService(name)).toBe(false);
  expect(recordedNames()).not.toContain(name);
});

test('leaves a process alone that has got the number of one on record', async () => {
  recordService({ name, folder: join(folder, 'of-another'), pids: [service.pid], signal: 'SIGTERM' });
  expect(await endService(name)).toBe(false);
  expect(service.hasEnded()).toBe(false);
});
