import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeKey, encodeQuery } from './object-url.ts';

const segments = (key: string) => key.split('/');

test('any key goes into a URL and comes out again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
      fc.pre(!segments(key).some((segment) => segment === '.' || segment === '..'));
      const { pathname } = new URL(`http://store.example/bucket/${encodeKey(key)}`);
      expect(decodeURIComponent(pathname.slice('/bucket/'.length))).toBe(key);
      // It is signed as it is written, so that the URL must not be written otherwise.
      expect(pathname).toBe(`/bucket/${encodeKey(key)}`);
    }),
  );
});

test('any query comes out as it went in, in the order of its names', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })), (query) => {
      const text = encodeQuery(query);
      expect(new URL(`http://store.example/?${text}`).search.slice(1)).toBe(text);
      expect(Object.fromEntries(text === '' ? [] : text.split('&').map((pair) => pair.split('=').map(decodeURIComponent)))).toEqual({
        ...query,
      });
    }),
  );
});
