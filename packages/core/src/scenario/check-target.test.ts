import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkBase, checkTarget } from './check-target.ts';

test.each([
  '/',
  'page.html',
  '?page=2',
  'https://shop.example/a?b=c#d',
  'HTTP://shop.example:8080',
  's3://bucket/key',
  '/files/{run}',
  'http://[::1]:80/',
])('%s can be played', (target) => {
  expect(checkTarget(target)).toBeUndefined();
});

test('what URL() would mend in silence is refused', () => {
  const raw = [
    'https://shop.example/x\r\nfoo',
    'https://sh\top.example/',
    'https:\\\\shop.example',
    ' https://shop.example',
    'http:evil.test',
    '//evil.test/x',
  ];
  expect(raw.map((target) => checkTarget(target)?.message).join('\n')).toMatchInlineSnapshot(`
    "The target "https://shop.example/x\\r\\nfoo" contains a control character.
    The target "https://sh\\top.example/" contains a control character.
    The target "https:\\\\\\\\shop.example" contains a backslash.
    The target " https://shop.example" contains white space.
    The target "http:evil.test" has no host.
    The target "//evil.test/x" has a host but no scheme."
  `);
});

test('schemes that cannot be played are refused', () => {
  const raw = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://shop.example',
    'blob:x',
    'shop.example:8080/a',
    'http://',
    'http://a b/',
    'https://shop.example:99999/',
    '',
  ];
  expect(raw.map((target) => checkTarget(target)?.message).join('\n')).toMatchInlineSnapshot(`
    "The target "file:///etc/passwd" has the scheme "file:".
    The target "javascript:alert(1)" has the scheme "javascript:".
    The target "data:text/html,x" has the scheme "data:".
    The target "ftp://shop.example" has the scheme "ftp:".
    The target "blob:x" has the scheme "blob:".
    The target "shop.example:8080/a" has no scheme.
    The target "http://" has no host.
    The target "http://a b/" contains white space.
    The target "https://shop.example:99999/" is not a valid URL.
    The target is empty."
  `);
});

test('a password in a target is refused, and its message does not repeat it', () => {
  for (const target of [
    'https://user:hunter2@shop.example/',
    'https://hunter2@shop.example@evil.test/',
    'https://user:hunter2%40@evil.test',
  ]) {
    const fault = checkTarget(target);
    expect(fault?.message).toContain('user name or a password');
    expect(JSON.stringify(fault)).not.toContain('hunter2');
  }
});

test('a base is absolute', () => {
  expect(checkBase('https://shop.example/eu/')).toBeUndefined();
  expect(checkBase('/eu')?.message).toBe('The base "/eu" is not an absolute URL.');
  expect(checkBase('ftp://shop.example')?.message).toBe('The base "ftp://shop.example" has the scheme "ftp:".');
});

test('what passes has the host it shows', () => {
  const part = fc.constantFrom('http:', 'https:', '/', '//', '\\', '@', 'a', 'evil.test', ':', '80', '\t', '\n', ' ', '?', '#', '%2e', '.');
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 10 }).map((parts) => parts.join('')),
      (target) => {
        if (checkTarget(target) !== undefined) return;
        const url = new URL(target, 'https://base.test/');
        const written = /^https?:\/\/([^/?#:]+)/i.exec(target)?.[1] ?? 'base.test';
        expect(url.username + url.password).toBe('');
        expect(url.hostname).toBe(new URL(`https://${written}`).hostname);
      },
    ),
    { numRuns: 2000 },
  );
});
