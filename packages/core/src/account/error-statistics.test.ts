import { expect, test } from 'vitest';
import { createErrorStatistics } from './error-statistics.ts';

test('failures on purpose have rows of their own, whatever they failed with', () => {
  const errors = createErrorStatistics();
  const message = 'The server answered 404.';
  errors.count('open', { error: 'http_404', message });
  errors.count('open', { error: 'http_404', message, faultLabel: 'missing_key' });
  errors.count('open', { error: 'http_404', message, faultLabel: 'missing_key' });
  const rows = [
    { type: 'http_404', action: 'open', fault: 'missing_key', count: 2, example: message },
    { type: 'http_404', action: 'open', count: 1, example: message },
  ];
  expect(errors.summary()).toEqual(rows);
  const merged = createErrorStatistics();
  merged.add(errors.summary());
  expect(merged.summary()).toEqual(rows);
});
