import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAwsConfig } from './parse-aws-config.ts';

test('a file of sections is read: keys, nested keys, comments, quotes', () => {
  const sections = parseAwsConfig(
    '\uFEFFlost = 1\r\n[ default ]\r\nRegion = a # here\r\nurl = http://x/#y\r\ns3 =\r\n  style = path\r\n; no\r\nlast = z\r\n[profile "a b"]\r\nx=1=2\r\n',
  );
  expect(Object.fromEntries([...sections].map(([name, keys]) => [name, Object.fromEntries(keys)]))).toEqual({
    default: { region: 'a', url: 'http://x/#y', s3: '', 's3.style': 'path', last: 'z' },
    'profile a b': { x: '1=2' },
  });
});

test('any text is read without an error', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('[', ']', '=', ' ', '\n', 'a', '#', ';', '"', '\t', '\0')),
      (parts) => parseAwsConfig(parts.join('')) !== undefined,
    ),
  );
});
