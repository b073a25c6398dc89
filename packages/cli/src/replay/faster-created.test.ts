import { expect, test } from 'vitest';
import { fasterCreated } from './faster-created.ts';

test('what lived three hours in a run that went 144 times faster lives 75 seconds in its replay', () => {
  const created = { ttl: '3h', ttlLarge: { over: '100MB', ttl: '60m' }, onStop: 'keep', lease: '2m' } as const;
  expect(fasterCreated(created, 144)).toEqual({ ttl: 75_000, ttlLarge: { over: '100MB', ttl: 25_000 }, onStop: 'keep', lease: '2m' });
});

test('what cannot be read is left to whoever tells of it', () => {
  expect(fasterCreated({ ttl: 'soon' }, 2)).toEqual({ ttl: 'soon' });
});
