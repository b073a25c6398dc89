import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseObjectTarget, type TargetSettings } from './object-target.ts';

const settings: TargetSettings = { endpoint: 'https://store.test:9000', addressing: 'path', buckets: [] };
const parse = (target: string, changed: Partial<TargetSettings> = {}) => parseObjectTarget(new URL(target), { ...settings, ...changed });

describe('a target', () => {
  test.each([
    ['s3://photos', 'photos', ''],
    ['s3://photos/', 'photos', ''],
    ['s3://photos/2026', 'photos', '2026'],
    ['s3://photos/a.rushhour/.rushhours', 'photos', 'a.rushhour/.rushhours'],
    ['s3://photos/2026/summer/', 'photos', '2026/summer'],
    ['https://store.test:9000/photos', 'photos', ''],
    ['https://store.test:9000/photos/2026/', 'photos', '2026'],
    ['https://photos.store.test:9000/2026', 'photos', '2026'],
    ['https://my.photos.store.test:9000', 'my.photos', ''],
    ['s3://photos/a+b%20c%23d%3Fe%25/%C3%BC', 'photos', 'a+b c#d?e%/ü'],
  ])('%s is a bucket and a folder', (target, bucket, prefix) => {
    expect(parse(target)).toEqual({ bucket, prefix });
  });

  test('may lie on a store below a path', () => {
    expect(parse('https://host.test/s3/photos/a', { endpoint: 'https://host.test/s3' })).toEqual({ bucket: 'photos', prefix: 'a' });
    expect(() => parse('https://host.test/s3x/photos', { endpoint: 'https://host.test/s3' })).toThrow('does not lie on the store');
  });

  test('is refused before the run for what can be known then', () => {
    const problems = [
      's3://Photos/a',
      's3://ph',
      's3://photos..old',
      's3://192.168.0.1/a',
      's3://-photos',
      's3://xn--photos',
      's3://photos/a?b',
      's3://photos/a#b',
      's3://photos/%ff',
      's3://photos/100%',
      's3://photos/.rushhour',
      's3://photos/a/%2Erushhour/b/',
      'https://other.test/photos',
      'http://store.test:9000/photos',
      'https://store.test:9000/',
    ].map((target) => {
      try {
        return parse(target);
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    });
    expect(problems).toMatchInlineSnapshot(`
      [
        "The target "s3://Photos/a" names the bucket "Photos", which has other characters than lower-case letters, digits, dots and hyphens.",
        "The target "s3://ph" names the bucket "ph", which has fewer than 3 or more than 63 characters.",
        "The target "s3://photos..old" names the bucket "photos..old", which has two dots in a row.",
        "The target "s3://192.168.0.1/a" names the bucket "192.168.0.1", which is an IP address.",
        "The target "s3://-photos" names the bucket "-photos", which does not begin and end with a letter or a digit.",
        "The target "s3://xn--photos" names the bucket "xn--photos", which begins with what the store keeps for itself.",
        "The target "s3://photos/a?b" has a query.",
        "The target "s3://photos/a#b" has a fragment.",
        "The target "s3://photos/%ff" is not percent-encoded UTF-8.",
        "The target "s3://photos/100%" is not percent-encoded UTF-8.",
        "The target "s3://photos/.rushhour" lies in the folder ".rushhour", which rushhour keeps for itself.",
        "The target "s3://photos/a/%2Erushhour/b/" lies in the folder ".rushhour", which rushhour keeps for itself.",
        "The target "https://other.test/photos" does not lie on the store at "https://store.test:9000".",
        "The target "http://store.test:9000/photos" does not lie on the store at "https://store.test:9000".",
        "The target "https://store.test:9000/" names the bucket "", which has fewer than 3 or more than 63 characters.",
      ]
    `);
  });

  test('of a bucket that is no origin of the plugin is refused with virtual hosts', () => {
    const virtual = { addressing: 'virtual', buckets: ['photos'] } as const;
    expect(parse('s3://photos/a', virtual)).toEqual({ bucket: 'photos', prefix: 'a' });
    expect(() => parse('s3://videos/a', virtual)).toThrow('"videos", which the plugin was not told of');
  });

  test('holds any text, percent-encoded', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.isWellFormed() && !text.includes('/') && !/^\.{1,2}$/.test(text) && text !== '.rushhour');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const target = `s3://photos/${parts.map(encodeURIComponent).join('/')}`;
        expect(parse(target)).toEqual({ bucket: 'photos', prefix: parts.join('/') });
      }),
    );
  });
});
