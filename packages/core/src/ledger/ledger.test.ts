import { expect, test } from 'vitest';
import { createLedger } from './ledger.ts';

/** A ledger of things that live ten milliseconds, which keeps three of them. */
function prepare() {
  let now = 0;
  const ledger = createLedger({
    run: 'RUN',
    wallTime: () => now,
    policy: { ttlOf: () => 10, removesAll: false, leaseMs: 1000 },
    mostKept: 3,
  });
  const make = (marker: string) => {
    const { entry, release } = ledger.intend({ plugin: 'store', user: 'visitor/0' }, { marker });
    entry.created();
    release();
    return { marker, run: 'RUN', owner: 'visitor/0', expiresAt: entry.expiresAt };
  };
  return { ledger, make, wait: (ms: number) => (now += ms) };
}

test('beyond what it keeps a ledger says that the target must be asked, and counts what is found there', () => {
  const { ledger, make, wait } = prepare();
  const things = ['a', 'b', 'c', 'd'].map(make);
  expect([ledger.isPartial, ledger.counts()]).toEqual([true, { made: 4, removed: 0, left: 4, orphans: 0 }]);
  wait(10);
  expect(ledger.due('store').map(({ marker }) => marker)).toEqual(['a', 'b', 'c']);
  expect(things.map(({ marker }) => ledger.knows('store', marker))).toEqual([true, true, true, false]);
  const claimed = ledger.claim('store', things);
  ledger.settle(
    'store',
    claimed,
    claimed.map(({ marker }) => ({ marker, outcome: 'removed' })),
  );
  expect(ledger.counts()).toEqual({ made: 4, removed: 4, left: 0, orphans: 0 });
});

test('what is being removed cannot be used, and what is used is not removed', () => {
  const { ledger, make } = prepare();
  const things = ['a', 'b'].map(make);
  const release = ledger.use('store', 'a');
  expect(ledger.claim('store', things).map(({ marker }) => marker)).toEqual(['b']);
  expect(ledger.use('store', 'b')).toBeUndefined();
  release?.();
  ledger.settle('store', things.slice(1), [{ marker: 'b', outcome: 'failed' }]);
  expect(ledger.claim('store', things)).toHaveLength(2);
});

test('a thing that is due cannot be used any more', () => {
  const { ledger, make, wait } = prepare();
  make('a');
  expect(ledger.use('store', 'a')).toBeDefined();
  wait(10);
  expect(ledger.use('store', 'a')).toBeUndefined();
});

test('a thing that a sweep has removed meanwhile does not count as never made when somebody looks for it afterwards', () => {
  const { ledger, wait } = prepare();
  const { entry, release } = ledger.intend({ plugin: 'store', user: 'visitor/0' }, { marker: 'a' });
  release();
  wait(10);
  const claimed = ledger.claim('store', ledger.due('store'));
  ledger.settle('store', claimed, [{ marker: 'a', outcome: 'removed' }]);
  entry.absent();
  expect(ledger.counts()).toEqual({ made: 1, removed: 1, left: 0, orphans: 0 });
});
