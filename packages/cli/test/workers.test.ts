import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseJournal, type RunSummary } from '@rushhour/core';
import { startLoopback, type Loopback } from './loopback.ts';
import { runCommand, startCommand } from './start-command.ts';

let folder: string;
let site: Loopback;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-workers-'));
  site = await startLoopback((request, response) => {
    // Whoever asks for /never waits for ever.
    if (request.url === '/never') return;
    response.writeHead(request.url === '/missing' ? 404 : 200, { 'content-type': 'text/html' }).end('<a href="/a">A</a><a href="/b">B</a>');
  });
  write('browse.txt', `#Random draws=3 think=0\nopen ${site.url}/\nfollow\nopen ${site.url}/missing\n`);
  write('never.txt', `#Sequential think=0\nopen ${site.url}/\nopen ${site.url}/never\n`);
  write('loop.txt', '#Sequential think=0-5ms\nopen http://shop.example/\n');
  write('busy.mjs', plugin('{ status: 200 }'));
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const run = (...args: string[]) => runCommand(['run', ...args], { cwd: folder });
// What the command promises to write.
const summaryIn = (name: string) => JSON.parse(read(name)) as RunSummary;

/** A plugin that needs no network; what it answers may look at which worker plays it. */
function plugin(answer: string): string {
  return `
    import { workerData } from 'node:worker_threads';
    let count = 0;
    const open = { run() { count += 1; return ${answer}; } };
    export const plugin = () => ({
      [Symbol.for('rushhour.plugin/1')]: true, name: 'made', instance: 'made',
      targets: ['http://shop.example'], origins: ['http://shop.example'], actions: { open },
    });
  `;
}

function expectBalance({ actions: { scheduled, started, ok, failed, interrupted, dropped } }: RunSummary): void {
  expect(scheduled).toBe(started + Object.values(dropped).reduce((sum, count) => sum + count, 0));
  expect(started).toBe(ok + failed + interrupted);
}

test('three workers play exactly what one process plays, and keep one journal and one account', async () => {
  const play = async (name: string, ...args: string[]) => {
    const files = ['--journal', `${name}.ndjson`, '--summary', `${name}.json`];
    expect(await run('browse.txt', '--users', '7', '--plays', '3', '--seed', 's', '--quiet', ...files, ...args)).toMatchObject({
      code: 0,
      stderr: '',
    });
    const { stdout } = await runCommand(['journal', '--canonical', `${name}.ndjson`], { cwd: folder });
    return { canonical: stdout, summary: summaryIn(`${name}.json`), header: JSON.parse(read(`${name}.ndjson`).split('\n', 1)[0] ?? '') };
  };
  const before = site.requests.length;
  const alone = await play('alone');
  const asked = site.requests.length - before;
  const together = await play('together', '--workers', '3');
  expect(together.canonical).toBe(alone.canonical);
  expect(together.summary.actions).toEqual(alone.summary.actions);
  expect(together.summary.requests.sent).toBe(site.requests.length - before - asked);
  expect(together.summary).toMatchObject({ seed: 's', shard: '0/1', name: 'browse' });
  expect(together.header).toMatchObject({ shard: '0/1', run: together.summary.run });
  expectBalance(together.summary);
});

test('workers divide a shard, so that all shards together are still the whole run', async () => {
  const plays = async (name: string, ...args: string[]) => {
    const files = ['--journal', `${name}.ndjson`];
    expect(await run('browse.txt', '--users', '5', '--plays', '1', '--seed', 't', '--quiet', ...files, ...args)).toMatchObject({ code: 0 });
    const [, ...lines] = (await runCommand(['journal', '--canonical', `${name}.ndjson`], { cwd: folder })).stdout.trim().split('\n');
    return lines;
  };
  const [whole, first, second] = await Promise.all([
    plays('whole'),
    plays('first', '--shard', '0/2', '--workers', '2'),
    plays('second', '--shard', '1/2', '--workers', '2'),
  ]);
  expect([...first, ...second].toSorted()).toEqual(whole.toSorted());
});

test('a first signal ends the run of all workers gracefully', async () => {
  const command = startCommand(
    ['run', 'loop.txt', '--plugin', './busy.mjs', '--users', '4', '--workers', '2', '--summary', 'stopped.json'],
    { cwd: folder },
  );
  await command.said('Playing with 4 users');
  command.kill('SIGTERM');
  const { code, stderr } = await command.done;
  expect(code).toBe(0);
  expect(stderr).toContain('ended by: SIGTERM');
  expectBalance(summaryIn('stopped.json'));
});

test('a second signal ends it at once, with the books of all workers closed', async () => {
  const before = site.requests.filter(({ url }) => url === '/never').length;
  const command = startCommand(
    ['run', 'never.txt', '--users', '4', '--workers', '2', '--summary', 'cut.json', '--journal', 'cut.ndjson', '--seed', '1'],
    { cwd: folder },
  );
  await site.asked(site.requests.length + 8 - (site.requests.filter(({ url }) => url === '/never').length - before));
  command.kill('SIGINT');
  await command.said('Stopping (SIGINT)');
  command.kill('SIGTERM');
  const { code } = await command.done;
  expect(code).toBe(143);
  const summary = summaryIn('cut.json');
  expectBalance(summary);
  expect(summary.actions).toMatchObject({ started: 8, ok: 4, interrupted: 4 });
  expect(read('cut.ndjson').trim().split('\n')).toHaveLength(1 + 8);
});

test.each([
  ['exits', 'process.exit(3)', 'it exited with 3'],
  ['throws where nobody catches', 'setTimeout(() => { throw new Error("boom"); })', 'boom'],
])('a worker that %s is told, its books are closed, the others go on, and the exit code is 70', async (_what, does, reason) => {
  write('dies.mjs', plugin(`(workerData.shard === '1/2' && count === 50 ? ${does} : 0, { status: 200 })`));
  const args = ['--plugin', './dies.mjs', '--users', '2', '--plays', '400', '--workers', '2', '--summary', 'died.json'];
  const { code, stderr } = await run('loop.txt', ...args);
  expect(stderr).toContain(`Worker 1 died: ${reason}.`);
  expect(code).toBe(70);
  const summary = summaryIn('died.json');
  expectBalance(summary);
  expect(summary.byScenario['loop']?.ok).toBeGreaterThanOrEqual(400);
});

test('what is wrong is told once, before any worker is started', async () => {
  write('bad.txt', `open ${site.url}/ metod=POST\n`);
  const { code, stderr } = await run('bad.txt', '--workers', '4');
  expect(code).toBe(2);
  expect(stderr.match(/metod/g)).toHaveLength(1);
});

const plan = (count: number, more = '') => `
plugins: [{ use: ./busy.mjs }]
allow: ['http://shop.example']
scenarios: [loop.txt]
profiles: [{ name: alice, count: ${count} }]
${more}
`;

test('SIGHUP gives a later version of the plan to all workers, and a bad one to none', async () => {
  write('plan.yaml', plan(2));
  const command = startCommand(['run', 'plan.yaml', '--workers', '2', '--journal', 'plan.ndjson', '--summary', 'plan.json'], {
    cwd: folder,
  });
  await command.said('Playing with 2 users');
  write('plan.yaml', plan(4));
  command.kill('SIGHUP');
  await command.said('Read again: taken over');
  write('plan.yaml', plan(-1));
  command.kill('SIGHUP');
  await command.said('Read again: there are problems; the last good version stays.');
  command.kill('SIGTERM');
  expect((await command.done).code).toBe(0);
  const { entries } = parseJournal(read('plan.ndjson'));
  expect(new Set(entries.map(({ user }) => user))).toEqual(new Set(['alice/0', 'alice/1', 'alice/2', 'alice/3']));
  expect(entries).toHaveLength(summaryIn('plan.json').actions.started);
});

test('a threshold that ends the run is held against all workers together', async () => {
  write('strict.yaml', plan(2, "thresholds: [{ check: 'rate < 1/min', abortOnFail: true, delay: 100ms }]"));
  const { code, stderr } = await run('strict.yaml', '--workers', '2');
  expect(stderr).toContain('ended by: the threshold "rate < 1/min" is not met');
  expect(code).toBe(3);
});

test('a plan with a setup is not played by workers, which could not wait for it', async () => {
  write('setup.yaml', plan(2, 'setup: loop'));
  const { code, stderr } = await run('setup.yaml', '--workers', '2');
  expect(code).toBe(2);
  expect(stderr).toContain('The option --workers cannot be given with a plan that has `setup`.');
});

test.each([['--once'], ['--verbose']])('--workers and %s are refused together', async (other) => {
  const { code, stderr } = await run('browse.txt', '--workers', '2', other);
  expect(code).toBe(2);
  expect(stderr).toContain(`The options ${other} and --workers cannot be given together.`);
});

test.each([
  ['2', [], '2 users: 2 of 5 workers are enough.'],
  ['3', ['--shard', '1/2'], '1 user: 1 of 5 workers is enough.'],
  ['1', ['--shard', '1/2'], '0 users: 1 of 5 workers is enough.'],
])('with %s users, and %j, no more workers than users are started, which is said once', async (users, args, message) => {
  const { code, stderr } = await run('browse.txt', '--users', users, '--workers', '5', '--plays', '1', '--summary', 'few.json', ...args);
  expect(code).toBe(0);
  expect(stderr.split('enough.')).toHaveLength(2);
  expect(stderr).toContain(message);
  expect(summaryIn('few.json').actions.started).toBe(9 * Number(message.slice(0, 1)));
});

test('the users of a plan are those of its profiles', async () => {
  write('three.yaml', plan(3));
  const { code, stderr } = await run('three.yaml', '--workers', '64', '--plays', '1');
  expect(code).toBe(0);
  expect(stderr).toContain('3 users: 3 of 64 workers are enough.');
});

test.each(['0', '65', '200', '1.5'])('--workers %s is refused', async (workers) => {
  const { code, stderr } = await run('browse.txt', '--workers', workers);
  expect(code).toBe(2);
  expect(stderr).toContain(`The option --workers takes a whole number from 1 to 64, not "${workers}".`);
});
