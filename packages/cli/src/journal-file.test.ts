import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalEntry } from '@rushhour/core';
import { openJournalFile } from './journal-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function entry(index: number): JournalEntry {
  return {
    at: index,
    intendedAt: index,
    user: 'visitor/0',
    profile: 'visitor',
    scenario: 'browse',
    play: 0,
    index,
    action: 'open',
    target: 'https://shop.example/é',
    with: {},
    plugin: 'generic',
    outcome: 'ok',
    durationMs: 1,
    bytesSent: 0,
    bytesReceived: 1,
  };
}

const fail = (error: unknown) => {
  throw error;
};

test('writes one object a line, in the order of the calls', async () => {
  const path = join(folder, 'a.ndjson');
  const journal = openJournalFile(path, { onError: fail, bufferLength: 300 });
  const entries = Array.from({ length: 50 }, (_, index) => entry(index));
  for (const record of entries) journal.write(record);
  await journal.end();
  expect(
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual(entries);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a run that wrote nothing leaves an earlier journal as it was', async () => {
  const path = join(folder, 'a.ndjson');
  writeFileSync(path, 'earlier');
  await openJournalFile(path, { onError: fail }).end();
  expect(readFileSync(path, 'utf8')).toBe('earlier');
});

test('keeps a bounded buffer, and flush writes it out at once', () => {
  const path = join(folder, 'a.ndjson');
  const journal = openJournalFile(path, { onError: fail });
  journal.write(entry(0));
  expect(existsSync(path)).toBe(false);
  journal.flush();
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(entry(0))}\n`);
});

test('a full disk is told once and does not end the run', async () => {
  const errors: unknown[] = [];
  const journal = openJournalFile('/dev/full', { onError: (error) => errors.push(error), bufferLength: 10 });
  journal.write(entry(0));
  journal.write(entry(1));
  await journal.end();
  expect(errors).toEqual([expect.objectContaining({ code: 'ENOSPC' })]);
});
