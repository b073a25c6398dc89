import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunSummary } from '@rushhour/core';
import { startLoopbackSite } from '@rushhour/testkit';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('rushhour/package.json')));

/** Runs the command from its source, here; resolves with its standard output. */
async function rushhour(...args: readonly string[]): Promise<string> {
  const words = ['--conditions=@rushhour/source', command, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: import.meta.dirname });
  return stdout;
}

test('both files are valid, and nothing is sent to see that', async () => {
  expect(await rushhour('validate', 'browse.txt', 'browse.yaml')).toBe(
    'ok  browse.txt: browse, random, 6 instructions\nok  browse.yaml: browse-yaml, random, 6 instructions\n',
  );
});

test.each(['browse.txt', 'browse.yaml'])('%s plays without a failure, and the account is that of the access log', async (file) => {
  const site = await startLoopbackSite();
  try {
    const options = ['--base', site.baseUrl, '--users', '4', '--plays', '2', '--think', '0', '--seed', '42', '--quiet'];
    // What --summary writes is the RunSummary of @rushhour/core.
    const summary = JSON.parse(await rushhour('run', file, ...options, '--summary', '-')) as RunSummary;

    expect(summary.actions).toMatchObject({ scheduled: 4 * 2 * 18, started: 4 * 2 * 18, ok: 4 * 2 * 18, failed: 0 });
    expect(summary.requests).toMatchObject({ sent: site.log.length, answered: site.log.length });
    expect(site.requests({ method: 'POST', path: '/upload', status: 201 })).toHaveLength(summary.byAction.upload?.ok ?? 0);
    expect(site.requests({ path: '/files/20000' })).toHaveLength(summary.byAction.download?.ok ?? 0);
  } finally {
    await site.close();
  }
});
