import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalTarget } from '../execution/target-template.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import { targetPattern } from './target-pattern.ts';

test('a target that is the same each time is found, and its secrets are back', () => {
  const pattern = targetPattern('https://me:pass@shop.example/a?token=abc&page=2');
  expect(pattern('https://REDACTED:REDACTED@shop.example/a?token=REDACTED&page=2')).toBe('https://me:pass@shop.example/a?token=abc&page=2');
  expect(pattern('https://shop.example/a?token=REDACTED&page=3')).toBeUndefined();
});

test('a template is found by what was filled in; the run id and captured values stay in braces', () => {
  const pattern = targetPattern('https://shop.example/{run}/{data.sku}/{var.id}?token=abc&user={user}');
  expect(pattern('https://shop.example/{run}/a%20b/{var.id}?token=REDACTED&user=visitor-3')).toBe(
    'https://shop.example/{run}/a%20b/{var.id}?token=abc&user=visitor-3',
  );
  expect(pattern('https://shop.example/{run}/a/b/{var.id}?token=REDACTED&user=visitor-3')).toBeUndefined();
});

test('a filled-in value that is a secret is named again, wherever else the name stands', () => {
  const pattern = targetPattern('https://shop.example/{data.sku}/{data.login}?token={data.sku}&page={data.page}');
  expect(pattern('https://shop.example/a-1/{data.login}?token=REDACTED&page=2')).toBe(
    'https://shop.example/a-1/{data.login}?token={data.sku}&page=2',
  );
});

test('whatever is filled in is found again', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (sku, play) => {
      const target = 'https://shop.example/{data.sku}/x?play={play}&token=secret';
      const lookup = (kind: string) => (kind === 'data' ? sku : kind === 'play' ? String(play) : undefined);
      const recorded = canonicalTarget(target, lookup);
      expect(targetPattern(target)(redactUrl(recorded))).toBe(recorded);
    }),
  );
});
