import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterTemplate } from './parameter-template.ts';
import type { Lookup } from './placeholder.ts';
import { canonicalTarget, expandTarget, isTemplate, restoreNames } from './target-template.ts';

const nasty = fc.string({
  unit: fc.constantFrom('a', '/', '.', '%', '2', 'e', '"', '\\', '{', '}', ',', ':', '?', '#', '&', '=', ' ', '\n', '\ud800'),
});
const lookup =
  (values: Readonly<Record<string, string>>): Lookup =>
  (_, name) =>
    Object.hasOwn(values, name) ? values[name] : undefined;

describe('a target', () => {
  test('is a template only by the names it may have', () => {
    expect(['/{run}', '/{data.sku}', '/?a={var.b c}', '/{index}'].map(isTemplate)).toEqual([true, true, true, true]);
    expect(['/', '/{}', '/{other}', '/{data}', '/{data.}', '/{ run }'].map(isTemplate)).toEqual(Array.from({ length: 6 }, () => false));
  });

  test('keeps its host, and the number of its parts, whatever the values are', () => {
    const target = 'https://shop.test/a/{data.a}/{data.b}{var.c}/z?q={data.a}&r=1#{data.b}';
    fc.assert(
      fc.property(nasty, nasty, nasty, (a, b, c) => {
        let text: string;
        try {
          text = expandTarget(target, lookup({ a, b, c }));
        } catch {
          // Values that are dots alone are refused.
          return /^\.{0,2}$/.test(a) || /^\.{0,2}$/.test(b + c);
        }
        const { host, pathname, search } = new URL(text);
        const [query] = [...new URLSearchParams(search)];
        const isSame = host === 'shop.test' && pathname.split('/').length === 5 && pathname.startsWith('/a/') && pathname.endsWith('/z');
        return isSame && query?.[1] === a.toWellFormed() && [...new URLSearchParams(search)].length === 2;
      }),
    );
  });

  test('is the same in every run in a journal: without the run, and without what was captured', () => {
    const values: Lookup = (kind) => (kind === 'data' ? 'l&p' : kind === 'user' ? 'visitor/3' : undefined);
    expect(canonicalTarget('/{run}/{user}/{data.sku}?t={var.token}', values)).toBe('/{run}/visitor-3/l%26p?t={var.token}');
    expect(canonicalTarget('/{data.gone}', () => undefined)).toBe('/{data.gone}');
  });

  test('keeps its names when it is resolved against a base', () => {
    const href = new URL('/{data.größe}/{var.t}?{index}#{user}', 'https://shop.test').href;
    expect(restoreNames(href)).toBe('https://shop.test/{data.größe}/{var.t}?{index}#{user}');
    expect(restoreNames('/%7Bdata.%zz%7D')).toBe('/%7Bdata.%zz%7D');
  });
});

describe('parameters', () => {
  test('are no template without a name of data or a variable', () => {
    expect(parameterTemplate({ a: '{run} {user}', b: [1, { c: null }], d: new Uint8Array(3) })).toBeUndefined();
  });

  test('that are JSON stay the JSON they were, whatever the values are', () => {
    const template = parameterTemplate({ json: '{ "a": ["{data.x}", "b {data.x}"], "n": 1 }' });
    fc.assert(
      fc.property(nasty, (x) => {
        const { json } = template?.fill(lookup({ x })) ?? {};
        expect(JSON.parse(String(json))).toEqual({ a: [x, `b ${x}`], n: 1 });
      }),
    );
  });

  test('keep everything that is no text, and tell where their names stand', () => {
    const bytes = new Uint8Array(2);
    const template = parameterTemplate({ a: ['{data.x}', 5, bytes], b: { c: { d: '{var.y}{data.x}' }, e: undefined } });
    expect(template?.names).toEqual([
      { kind: 'data', name: 'x', path: 'a.0' },
      { kind: 'var', name: 'y', path: 'b.c.d' },
      { kind: 'data', name: 'x', path: 'b.c.d' },
    ]);
    expect(template?.fill(lookup({ x: '{var.y}', y: '2' }))).toEqual({
      a: ['{var.y}', 5, bytes],
      b: { c: { d: '2{var.y}' }, e: undefined },
    });
  });

  test('may hold themselves, and never reach a prototype', () => {
    const round: Record<string, unknown> = { text: '{data.__proto__}' };
    round['self'] = round;
    expect(() => parameterTemplate({ round })?.fill(() => undefined)).toThrow('The user has no data "__proto__" in this play.');
    const filled = parameterTemplate(JSON.parse('{ "__proto__": { "polluted": "{data.x}" } }'))?.fill(lookup({ x: 'yes' }));
    expect(Object.keys(filled ?? {})).toEqual(['__proto__']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
