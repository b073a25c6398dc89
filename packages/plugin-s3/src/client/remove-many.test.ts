import { expect, test } from 'vitest';
import { openClient } from '../../test/open-client.ts';
import { openStore } from '../../test/open-store.ts';

const bucket = 'office';
const keys = Array.from({ length: 40 }, (_, index) => `a/${index}`);

test('where each object needs a request of its own, many of them go at the same time', async () => {
  const store = await openStore();
  for (const key of keys) store.put(bucket, key);
  let underWay = 0;
  const { promise: are16, resolve } = Promise.withResolvers<void>();
  store.intercept(async ({ operation }) => {
    if (operation === 'DeleteObjects') return { status: 501 };
    if (operation !== 'DeleteObject') return undefined;
    if ((underWay += 1) === 16) resolve();
    // Nothing is answered before there are so many.
    await are16;
    return undefined;
  });
  const { s3, call } = openClient(store);
  const objects = keys.map((key) => ({ key }));
  expect(await s3.removeMany(bucket, objects, call)).toEqual(objects);
  expect(store.objects(bucket)).toEqual([]);
});

test('what the network says ends them all', async () => {
  const store = await openStore();
  store.intercept(({ operation }) => (operation === 'DeleteObjects' ? { status: 501 } : { fault: 'reset' }));
  const { s3, call } = openClient(store);
  const removal = s3.removeMany(
    bucket,
    keys.map((key) => ({ key })),
    call,
  );
  await expect(removal).rejects.toMatchObject({ code: 'connection_reset' });
  const asked = new Set(store.log.flatMap(({ operation, key }) => (operation === 'DeleteObject' ? key : [])));
  expect(asked.size).toBeLessThanOrEqual(16);
});
