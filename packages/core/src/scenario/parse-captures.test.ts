import { expect, test } from 'vitest';
import { parseCaptures } from './parse-captures.ts';
import { parseLineFormat } from './parse-line-format.ts';
import { open } from './scenario-builder.ts';

function faultOf(value: unknown): string {
  const read = parseCaptures(value);
  return 'fault' in read ? `${read.fault.message} ${read.fault.hint ?? ''}` : '';
}

test('each of the four kinds', () => {
  const capture = {
    token: { json: '$.token' },
    price: { css: '.price', attr: 'content' },
    x: { regex: 'a(.+)b' },
    _h1: { header: 'location' },
  };
  expect(parseCaptures(capture)).toEqual({ capture });
  const line = 'open https://a.example/ capture.price.css=.price capture.price.attr=content capture.token.json="$[\'a b\']"';
  expect(parseLineFormat(line, { file: 'a.txt', name: 'a' }).scenario?.instructions[0]?.capture).toEqual({
    price: { css: '.price', attr: 'content' },
    token: { json: "$['a b']" },
  });
});

test.each([
  [{ token: {} }, 'The capture "token" names nothing to read.'],
  [{ token: '$.token' }, 'The capture "token" names nothing to read.'],
  [{ token: { json: '$.a', regex: 'b' } }, 'The capture "token" names `json` and `regex`.'],
  [{ token: { jsn: '$.a' } }, 'Unknown kind of capture "jsn". Did you mean `json`?'],
  [{ token: { json: 'token' } }, 'The `json` of the capture "token" cannot be "token".'],
  [{ token: { json: '$..token' } }, 'The `json` of the capture "token" cannot be'],
  [{ token: { regex: '(' } }, 'The `regex` of the capture "token" cannot be "(".'],
  [{ token: { regex: 'a'.repeat(501) } }, 'Write text of up to 500 characters.'],
  [{ token: { header: 'a b' } }, 'Write the name of a header'],
  [{ token: { json: '$.a', attr: 'x' } }, 'has an `attr`, but no `css`'],
  [{ token: { css: 'a', attr: '' } }, 'The `attr` of the capture "token" cannot be "".'],
  [{ '1st': { json: '$.a' } }, 'A variable cannot be called "1st".'],
  [JSON.parse('{ "__proto__": { "json": "$.a" } }'), 'A variable cannot be called "__proto__".'],
  [{ constructor: { json: '$.a' } }, 'A variable cannot be called "constructor".'],
  [{}, '`capture` cannot be "{}".'],
  ['token', '`capture` cannot be "token".'],
])('%j is refused', (value, fault) => {
  expect(faultOf(value)).toContain(fault);
});

test('in code it is told where it is written, and in the line format too', () => {
  expect(() => open('/', {}, { capture: { token: { json: 'x' } } })).toThrow('open: The `json` of the capture "token" cannot be "x".');
  const { problems } = parseLineFormat('open / capture.token=1 capture.token.json.x=1', { file: 'a.txt', name: 'a' });
  expect(problems.map(({ position, message }) => `${position.column}: ${message}`)).toEqual([
    '8: The key "capture.token" is no capture.',
    '24: The key "capture.token.json.x" is no capture.',
  ]);
});
