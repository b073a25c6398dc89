import { expect, test } from 'vitest';
import { fit, fitMiddle, widthOf } from './fit.ts';

test('colours take no room and are closed where the text is cut', () => {
  const red = '\u001b[31mfailed\u001b[39m';
  expect(widthOf(red)).toBe(6);
  expect(fit(red, 6)).toBe(red);
  expect(fit(red, 4)).toBe('\u001b[31mfai…\u001b[0m');
  expect(fit('plain text', 6)).toBe('plain…');
});

test('a URL is shortened in the middle', () => {
  expect(fitMiddle('https://shop.example/checkout', 20)).toBe('https://sh…/checkout');
  expect(fitMiddle('short', 20)).toBe('short');
});
