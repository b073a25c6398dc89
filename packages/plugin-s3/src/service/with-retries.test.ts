import { createRandom, isRushhourError, RushhourError, type ErrorCode } from '@rushhour/core';
import { createVirtualClock } from '@rushhour/testkit';
import { expect, test } from 'vitest';
import { withRetries } from './with-retries.ts';

function failing(codes: readonly ErrorCode[]) {
  const left = [...codes];
  let calls = 0;
  const work = async () => {
    calls += 1;
    const code = left.shift();
    if (code !== undefined) throw new RushhourError(code);
    return 'done';
  };
  return { work, calls: () => calls };
}

test.each<readonly [readonly ErrorCode[], string, number]>([
  [[], 'done', 1],
  [['s3_throttled'], 'done', 2],
  [['s3_server', 's3_throttled'], 'done', 3],
  [['s3_server', 's3_server', 's3_server'], 's3_server', 3],
  [['s3_auth'], 's3_auth', 1],
  [['connection_reset'], 'connection_reset', 1],
])('after %j the end is %s, in %i calls', async (codes, end, calls) => {
  const clock = createVirtualClock();
  const { work, calls: called } = failing(codes);
  const result = withRetries(work, { clock, random: createRandom(1), signal: new AbortController().signal }).catch(
    (error: unknown) => isRushhourError(error) && error.code,
  );
  for (let wait = 0; wait < 3; wait += 1) await clock.advance(1000);
  expect(await result).toBe(end);
  expect(called()).toBe(calls);
});

test('a wait ends with its signal', async () => {
  const controller = new AbortController();
  const { work } = failing(['s3_server']);
  const result = withRetries(work, { clock: createVirtualClock(), random: createRandom(1), signal: controller.signal });
  controller.abort(new Error('over'));
  await expect(result).rejects.toThrow('over');
});
