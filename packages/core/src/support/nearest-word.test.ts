import { expect, test } from 'vitest';
import { nearestWord } from './nearest-word.ts';

const known = ['open', 'follow', 'upload', 'download'];

test.each([
  ['opne', 'open'],
  ['OPEN', 'open'],
  ['folow', 'follow'],
  ['uplaod', 'upload'],
  ['donwload', 'download'],
])('%s was meant to be %s', (word, nearest) => {
  expect(nearestWord(word, known)).toBe(nearest);
});

test('a word too far from all of them is left alone', () => {
  expect(nearestWord('click', known)).toBeUndefined();
  expect(nearestWord('x', known)).toBeUndefined();
  expect(nearestWord('', known)).toBeUndefined();
});

test('a very long word costs nothing', () => {
  expect(nearestWord('open'.repeat(1_000_000), known)).toBeUndefined();
});
