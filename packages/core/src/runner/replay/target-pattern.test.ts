import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalTarget } from '../../execution/target-template.ts';
import { redactUrl } from '../../telemetry/redact-url.ts';
import { targetPattern } from './target-pattern.ts';

test('a target that is the same each time is found, and its secrets are back', () => {
  const pattern = targetPattern('https://me:pass@shop.example/a?token=abc&page=2');
  expect(pattern.restore('https://REDACTED:REDACTED@shop.example/a?token=REDACTED&page=2')).toEqual({
    target: 'https://me:pass@shop.example/a?token=abc&page=2',
  });
  expect(pattern.restore('https://shop.example/a?token=REDACTED&page=3')).toBeUndefined();
});

test('a template is found by what was filled in; the run id and captured values stay in braces', () => {
  const pattern = targetPattern('https://shop.example/{run}/{data.sku}/{var.id}?token=abc&user={user}');
  expect(pattern.restore('https://shop.example/{run}/a%20b/{var.id}?token=REDACTED&user=visitor-3')).toEqual({
    target: 'https://shop.example/{run}/a%20b/{var.id}?token=abc&user=visitor-3',
  });
  expect(pattern.restore('https://shop.example/{run}/a/b/{var.id}?token=REDACTED&user=visitor-3')).toBeUndefined();
});

test('a filled-in value that is a secret is lost', () => {
  expect(targetPattern('https://shop.example/?token={data.token}').restore('https://shop.example/?token=REDACTED')).toBe('lost');
});

test('whatever is filled in is found again', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (sku, play) => {
      const target = 'https://shop.example/{data.sku}/x?play={play}&token=secret';
      const lookup = (kind: string) => (kind === 'data' ? sku : kind === 'play' ? String(play) : undefined);
      const recorded = canonicalTarget(target, lookup);
      expect(targetPattern(target).restore(redactUrl(recorded))).toEqual({ target: recorded });
    }),
  );
});
