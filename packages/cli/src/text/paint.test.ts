import { expect, test } from 'vitest';
import { createPaint } from './paint.ts';

const painted = (settings: Parameters<typeof createPaint>[0]) => createPaint(settings)('red', 'x') !== 'x';

test('only terminals get colours', () => {
  expect(painted({ isTTY: true, env: {} })).toBe(true);
  expect(painted({ isTTY: false, env: {} })).toBe(false);
});

test('--no-color, NO_COLOR and a dumb terminal turn them off, FORCE_COLOR turns them on', () => {
  expect(painted({ isTTY: true, env: {}, noColor: true })).toBe(false);
  expect(painted({ isTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
  expect(painted({ isTTY: true, env: { NO_COLOR: '' } })).toBe(true);
  expect(painted({ isTTY: true, env: { TERM: 'dumb' } })).toBe(false);
  expect(painted({ isTTY: false, env: { FORCE_COLOR: '1' } })).toBe(true);
  expect(painted({ isTTY: false, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).toBe(false);
});
