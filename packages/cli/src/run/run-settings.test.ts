import { expect, test } from 'vitest';
import { parseRunSettings } from './run-settings.ts';

test('without options there is one user and no limit', () => {
  expect(parseRunSettings({ color: true })).toEqual({
    users: 1,
    plugins: [],
    verbose: false,
    quiet: false,
    noColor: false,
    hosts: {},
    http2: false,
    workers: 1,
    statsEveryMs: 300_000,
    logSize: 10_000_000,
    logKeep: 5,
  });
});

test('every option is read and typed', () => {
  expect(
    parseRunSettings({
      users: '20',
      duration: '1m',
      plays: '3',
      actions: '100',
      seed: '007',
      think: '0-1s',
      base: 'https://shop.example',
      allow: ['https://shop.example'],
      plugin: ['./shop.ts'],
      shard: '1/4',
      host: ['Shop.Example=127.0.0.1'],
      speed: '144',
      scale: '0.5',
      sizeScale: '0.01',
      start: '2026-01-05T08:00:00Z',
      statsEvery: '0',
      log: 'run.log',
      logSize: '1MB',
      logKeep: '2',
      color: false,
    }),
  ).toMatchObject({
    users: 20,
    durationMs: 60_000,
    plays: 3,
    actions: 100,
    seed: '007',
    think: { minMs: 0, maxMs: 1000 },
    allow: ['https://shop.example'],
    plugins: ['./shop.ts'],
    shard: '1/4',
    hosts: { 'shop.example': '127.0.0.1' },
    speed: 144,
    scale: 0.5,
    sizeScale: 0.01,
    start: '2026-01-05T08:00:00Z',
    statsEveryMs: 0,
    log: 'run.log',
    logSize: 1_000_000,
    logKeep: 2,
    noColor: true,
  });
});

test('--once is one play', () => {
  expect(parseRunSettings({ once: true })).toMatchObject({ users: 1, plays: 1 });
});

test.each([
  [{ users: '0' }, 'The option --users takes a whole number from 1, not "0".'],
  [{ users: '1e3' }, 'The option --users takes a whole number from 1, not "1e3".'],
  [{ plays: '-1' }, 'The option --plays takes a whole number from 1, not "-1".'],
  [{ actions: '2.5' }, 'The option --actions takes a whole number from 1, not "2.5".'],
  [{ duration: '0' }, 'The option --duration takes a duration such as 30s, 5m or 1h, not "0".'],
  [{ duration: 'soon' }, 'The option --duration takes a duration such as 30s, 5m or 1h, not "soon".'],
  [{ think: '2s-1s' }, 'The option --think takes a range such as 0-1s, or a time such as 500ms, not "2s-1s".'],
  [{ base: 'shop.example' }, 'The option --base takes an absolute http(s) URL such as https://shop.example, not "shop.example".'],
  [{ proxy: 'socks5://x' }, 'The option --proxy takes an absolute http(s) URL such as https://shop.example, not "socks5://x".'],
  [{ shard: '4/4' }, 'The option --shard takes i/n with i from 0 to n-1, such as 0/4, not "4/4".'],
  [{ host: ['shop'] }, 'The option --host takes name=address, such as shop.example=127.0.0.1, not "shop".'],
  [{ speed: '0' }, 'The option --speed takes a number above 0, such as 10 or 0.5, not "0".'],
  [{ scale: '1e9' }, 'The option --scale takes a number above 0, such as 10 or 0.5, not "1e9".'],
  [{ sizeScale: '.5' }, 'The option --size-scale takes a number above 0, such as 10 or 0.5, not ".5".'],
  [{ start: 'monday' }, 'The option --start takes a date and time such as 2026-01-05T08:00:00Z, not "monday".'],
  [{ statsEvery: 'often' }, 'The option --stats-every takes a duration such as 30s or 5m, or 0 for never, not "often".'],
  [{ logSize: '0' }, 'The option --log-size takes a size such as 10MB, not "0".'],
  [{ once: true, plays: '2' }, 'The options --once and --plays cannot be given together.'],
  [{ quiet: true, verbose: true }, 'The options --quiet and --verbose cannot be given together.'],
])('%j is refused', (raw, message) => {
  expect(() => parseRunSettings(raw)).toThrow(expect.objectContaining({ code: 'option_invalid', message }));
});
