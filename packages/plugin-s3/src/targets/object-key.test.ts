import { expect, test } from 'vitest';
import { joinKey, uniqueName } from './object-key.ts';

test.each([
  ['photo.jpg', 'photo-t1.jpg'],
  ['backup.tar.gz', 'backup-t1.tar.gz'],
  ['README', 'README-t1'],
  ['.profile', '.profile-t1'],
  ['a.b.txt', 'a.b-t1.txt'],
])('%s is made unique as %s', (name, unique) => {
  expect(uniqueName(name, 't1')).toBe(unique);
});

test('a key has no empty folders', () => {
  expect(joinKey('', 'a', undefined, '', 'b.txt')).toBe('a/b.txt');
});
