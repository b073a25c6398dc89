import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLoopbackStore, type InterceptedRequest, type LoopbackStore } from '@rushhour/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand, startCommand } from './start-command.ts';
import { writePlan } from './stores/write-plan.ts';

// Whole commands, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let store: LoopbackStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rushhour-killed-'));
  store = await openLoopbackStore({ buckets: ['office'] });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const isIntent = ({ key }: InterceptedRequest) => key.includes('/.rushhour/upload-');
const isLease = ({ key }: InterceptedRequest) => key.includes('/.rushhour/run-');
const isObject = (request: InterceptedRequest) => request.key !== '' && !isIntent(request) && !isLease(request);

/** Where in an upload the process dies: when this was done by the store, and before it knows. */
const moments: readonly (readonly [string, (request: InterceptedRequest, times: number) => boolean, string])[] = [
  ['the lease is written', (request) => request.operation === 'PutObject' && isLease(request), 'txt:2KB'],
  ['the object is put', (request) => request.operation === 'PutObject' && isObject(request), 'txt:2KB'],
  ['the upload is announced', (request, times) => request.operation === 'PutObject' && isIntent(request) && times === 1, 'zip:12MB'],
  ['the upload is begun', ({ operation }) => operation === 'CreateMultipartUpload', 'zip:12MB'],
  ['its id is written down', (request, times) => request.operation === 'PutObject' && isIntent(request) && times === 2, 'zip:12MB'],
  ['a part is sent', ({ operation }) => operation === 'UploadPart', 'zip:12MB'],
  ['the upload is completed', ({ operation }) => operation === 'CompleteMultipartUpload', 'zip:12MB'],
  ['its announcement is withdrawn', (request) => request.operation === 'DeleteObject' && isIntent(request), 'zip:12MB'],
];

test.each(moments)(
  'a process killed when %s, and before it knows, leaves nothing that a cleanup does not find',
  async (_, isMoment, file) => {
    store.put('office', 'team/theirs.txt', { body: 'theirs' });
    const env = writePlan(
      join(folder, 'plan.yaml'),
      { ...store, endpoint: store.url },
      {
        created: { ttl: '1h', lease: '1s' },
        scenarios: { put: [`upload s3://office/team ${file} partSize=5MiB`] },
        profiles: [{ name: 'one', think: '1m', scenarios: ['put'] }],
      },
    );
    const run = startCommand(['run', 'plan.yaml', '--quiet'], { cwd: folder, env });
    const seen = new Map<string, number>();
    store.intercept(async (request, next) => {
      const name = `${request.operation} ${request.key}`;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      if (!isMoment(request, times)) return undefined;
      const answer = await next();
      run.kill('SIGKILL');
      return answer;
    });
    expect(await run.done).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    const left = store.objects('office').length - 1;
    let removed = 0;
    const cleanUp = async () => {
      const { code, stdout, stderr } = await runCommand(['cleanup', 'plan.yaml', '--json'], { cwd: folder, env });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      removed += stdout.split('\n').filter((line) => line.includes('"removed"')).length;
      return removed;
    };

    // While the lease lasts its run may be alive, and nothing of it is touched; it lasts a second at most from here.
    await expect.poll(cleanUp, { timeout: 20_000 }).toBe(left);
    expect(store.objects('office').map(({ key }) => key)).toEqual(['team/theirs.txt']);
    expect(store.uploads('office')).toEqual([]);
  },
);
