import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('a text is broken between words, and a word that is too long stays whole', () => {
  expect(wrap('! one two three', 7, '  ')).toEqual(['! one', '  two', '  three']);
  expect(wrap('unbreakable it is', 8)).toEqual(['unbreakable', 'it is']);
  expect(wrap('all of it', Infinity)).toEqual(['all of it']);
});
