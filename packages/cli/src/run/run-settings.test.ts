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
  [{ once: true, plays: '2' }, 'The options --once and --plays cannot be given together.'],
  [{ quiet: true, verbose: true }, 'The options --quiet and --verbose cannot be given together.'],
])('%j is refused', (raw, message) => {
  expect(() => parseRunSettings(raw)).toThrow(expect.objectContaining({ code: 'option_invalid', message }));
});

test.each([
  ['speed', '--speed'],
  ['scale', '--scale'],
  ['sizeScale', '--size-scale'],
  ['report', '--report'],
])('%s is not built yet and says so', (key, flag) => {
  expect(() => parseRunSettings({ [key]: '2' })).toThrow(
    expect.objectContaining({ code: 'not_built', message: `The option ${flag} is not built yet.` }),
  );
});
