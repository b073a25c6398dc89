import { expect, test } from 'vitest';
import { repeatCommand } from './repeat-command.ts';

test('adds the seed that was drawn, and quotes for a shell', () => {
  expect(repeatCommand('rushhour', ['run', "it's.txt", '--users', '3'], 'a b')).toBe(`rushhour run 'it'\\''s.txt' --users 3 --seed 'a b'`);
});

test('credentials in URLs are not shown', () => {
  expect(repeatCommand('rushhour', ['run', 'a.txt', '--proxy=http://ann:pw@proxy:3128', '--base', 'http://a.test/?token=x'], '7')).toBe(
    "rushhour run a.txt --proxy=http://REDACTED:REDACTED@proxy:3128 --base 'http://a.test/?token=REDACTED' --seed 7",
  );
});

test('a seed that was given stays as it is', () => {
  expect(repeatCommand('rushhour', ['run', 'a.txt', '--seed=7'], '7')).toBe('rushhour run a.txt --seed=7');
});
