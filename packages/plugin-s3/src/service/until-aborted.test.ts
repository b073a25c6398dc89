import { expect, test } from 'vitest';
import { untilAborted } from './until-aborted.ts';

test('whoever gives up is told why, before and while it waits', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(untilAborted(Promise.resolve(1), controller.signal)).rejects.toThrow('enough');
});

test('work that fails when nobody waits for it any more is nobody’s error', async () => {
  // One that is not handled would fail the test.
  const { promise: work, reject } = Promise.withResolvers<never>();
  await expect(untilAborted(work, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  reject(new Error('late'));
  await new Promise((resolve) => setImmediate(resolve));
});
