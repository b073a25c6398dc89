import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonPath, readJsonPath } from './json-path.ts';

const order = {
  id: 7,
  'c d': { 'it\'s "x"': 1 },
  items: [{ sku: 'lamp' }, { id: 'b', tags: ['x', 'y'] }],
  none: null,
  größe: 3,
  a: { b: [{ 'c d': 5 }] },
};

const at = (path: string) => readJsonPath(order, parseJsonPath(path) ?? ['is no path']);

describe('a JSON path', () => {
  it('leads to one value', () => {
    expect(at('$')).toBe(order);
    expect(at('$.id')).toBe(7);
    expect(at("$.a.b[0]['c d']")).toBe(5);
    expect(at('$.items[1].tags[-1]')).toBe('y');
    expect(at(`$['c d']['it\\'s "x"']`)).toBe(1);
    expect(at('$["items"][ 0 ].sku')).toBe('lamp');
    expect(at('$.größe')).toBe(3);
    expect(at('$.none')).toBeNull();
  });

  it('with a star leads to the first that has the rest', () => {
    expect(at('$.items[*].id')).toBe('b');
    expect(at('$.*[*].tags[0]')).toBe('x');
    expect(at('$.items[*].price')).toBeUndefined();
  });

  it.each(['$.missing', '$.items[9]', '$.items[-3]', '$.id.x', '$.none.x', '$.items.length', '$.constructor', "$['__proto__']", '$.id[0]'])(
    '%s leads nowhere',
    (path) => expect(at(path)).toBeUndefined(),
  );

  it.each([
    '',
    'id',
    '.id',
    '$id',
    '$.',
    '$..id',
    '$[',
    '$[0',
    "$['a]",
    '$.a b',
    '$[?(@.x)]',
    '$[0:2]',
    '$[0,1]',
    '$.a[(@.length-1)]',
    '$[1e3]',
  ])('%j is none', (path) => expect(parseJsonPath(path)).toBeUndefined());

  it('written in brackets leads to any key of any object', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (key, value) => {
        const path = parseJsonPath(`$['${key.replace(/['\\]/g, '\\$&')}']`);
        expect(path).toBeDefined();
        expect(readJsonPath(JSON.parse(JSON.stringify(Object.fromEntries([[key, value]]))), path ?? [])).toBe(value);
      }),
    );
  });

  it('of any text is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseJsonPath(`$${text}`)));
  });
});
