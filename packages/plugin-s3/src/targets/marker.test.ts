import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markerOf, parseMarker } from './marker.ts';

test('a marker finds any key again, and any version', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((written) => written.isWellFormed());
  fc.assert(
    fc.property(text, fc.option(text, { nil: undefined }), (key, versionId) => {
      const object = { bucket: 'photos', key, ...(versionId !== undefined && { versionId }) };
      expect(parseMarker(markerOf(object))).toEqual(object);
    }),
  );
});

test('a marker reads as the address it is', () => {
  expect(markerOf({ bucket: 'photos', key: 'a b/../c?d.jpg' })).toBe('s3://photos/a%20b/../c%3Fd.jpg');
  expect(parseMarker('s3://photos/a/../b')).toEqual({ bucket: 'photos', key: 'a/../b' });
});

test.each(['', 's3://photos', 's3://photos/', 'https://photos/a', 's3://photos/%ff'])('"%s" is no marker', (text) => {
  expect(parseMarker(text)).toBeUndefined();
});
