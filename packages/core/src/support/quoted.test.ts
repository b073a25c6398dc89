import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

test('control characters are escaped and long values cut', () => {
  expect(quoted('a\r\nb')).toBe(String.raw`"a\r\nb"`);
  expect(quoted('x'.repeat(500))).toBe(`"${'x'.repeat(120)}..."`);
});

test('a password in a URL is hidden', () => {
  expect(quoted('https://user:secret@shop.example/')).toBe('"https://REDACTED@shop.example/"');
  expect(quoted('https:\\\\user:my secret@shop.example/')).not.toContain('secret');
});
