import { describe, expect, test } from 'vitest';
import { createScope } from './create-scope.ts';
import type { AllowEntry } from './scope.ts';

function allows(scope: ReturnType<typeof createScope>, url: string) {
  return scope.ruleFor(new URL(url)) !== undefined;
}

describe('a scope', () => {
  const scope = createScope(['https://shop.example', 'http://127.0.0.1:8080/app', { origin: 'https://partner.example', owned: false }]);

  test('lets in exact origins and path prefixes, nothing else', () => {
    expect(allows(scope, 'https://shop.example/any?x=1')).toBe(true);
    expect(allows(scope, 'https://SHOP.example:443/')).toBe(true);
    expect(allows(scope, 'http://127.0.0.1:8080/app/x')).toBe(true);
    for (const url of [
      'http://shop.example/',
      'https://shop.example:22/',
      'https://sub.shop.example/',
      'https://shop.example.evil.test/',
      'https://shop.example@evil.test/',
      'https://user@shop.example/',
      'http://127.0.0.1:8080/application',
      'http://127.0.0.1:8080/',
      'http://169.254.169.254/latest/meta-data',
    ]) {
      expect([url, allows(scope, url)]).toEqual([url, false]);
    }
  });

  test('every spelling of an address is the same address, so it is let in only when listed', () => {
    for (const url of ['http://2130706433/', 'http://0x7f.1/', 'http://017700000001/', 'http://①②⑦.0.0.1/']) {
      expect([url, allows(createScope(['http://localhost']), url)]).toEqual([url, false]);
      expect([url, allows(createScope(['http://127.0.0.1']), url)]).toEqual([url, true]);
    }
    for (const url of ['http://[::ffff:127.0.0.1]/', 'http://0/', 'http://[::]/']) {
      expect([url, allows(createScope(['http://127.0.0.1']), url)]).toEqual([url, false]);
    }
  });

  test('knows what is owned, and which names may resolve to private addresses', () => {
    const rule = (origin: string, isPrivate?: boolean) =>
      createScope([{ origin, ...(isPrivate !== undefined && { private: isPrivate }) }]).rules[0]?.privateAllowed;
    expect(scope.ruleFor(new URL('https://partner.example/'))?.owned).toBe(false);
    expect(scope.ruleFor(new URL('https://shop.example/'))?.owned).toBe(true);
    for (const name of [
      'http://localhost',
      'http://shop',
      'http://shop.default.svc',
      'http://a.local',
      'http://a.internal',
      'http://a.test',
      'http://s.ns.svc.cluster.local',
      'http://10.0.0.5',
    ]) {
      expect([name, rule(name)]).toEqual([name, true]);
    }
    expect(rule('http://shop.example')).toBe(false);
    expect(rule('http://shop.example', true)).toBe(true);
    expect(rule('http://localhost', false)).toBe(false);
  });

  test('the longest prefix decides', () => {
    const mixed = createScope(['https://a.example', { origin: 'https://a.example/guest', owned: false }]);
    expect(mixed.ruleFor(new URL('https://a.example/guest/x'))?.owned).toBe(false);
    expect(mixed.ruleFor(new URL('https://a.example/x'))?.owned).toBe(true);
  });

  test('knows the rate of the fleet at a site, and whether its Retry-After is heeded', () => {
    const rule = (entry: Partial<AllowEntry>) => createScope([{ origin: 'https://shop.example', ...entry }]).rules[0];
    expect(rule({})?.ratePerSecond).toBeUndefined();
    expect(['100/s', '6000/min', '360000/h', '0.5/s', '30/min'].map((rate) => rule({ rate })?.ratePerSecond)).toEqual([
      100, 100, 100, 0.5, 0.5,
    ]);
    expect([rule({})?.retryAfter, rule({ retryAfter: false })?.retryAfter]).toEqual([true, false]);
  });

  test.each(['', '100', '0/s', '-1/s', '1e9/s', '.inf', 'nan', '100/d', '100/s; rm', '999999999/s'])(
    'refuses the rate %j by name',
    (rate) => {
      expect(() => createScope([{ origin: 'https://shop.example', rate }])).toThrow(
        expect.objectContaining({
          code: 'scope_invalid',
          message: expect.stringContaining(JSON.stringify(rate)),
          hint: expect.stringContaining('100/s'),
        }),
      );
    },
  );

  test.each([
    ['nothing', [], 'scope_empty'],
    ['a wildcard', ['*'], 'scope_invalid'],
    ['a wildcard host', ['*.com'], 'scope_invalid'],
    ['a wildcard subdomain', ['https://*.shop.example'], 'scope_invalid'],
    ['no scheme', ['shop.example'], 'scope_invalid'],
    ['user information', ['https://user:pass@shop.example'], 'scope_invalid'],
    ['a query', ['https://shop.example/?x'], 'scope_invalid'],
    ['white space', ['https://shop.example/ x'], 'scope_invalid'],
    ['an encoded separator', ['https://shop.example/a%2fb'], 'scope_invalid'],
  ])('refuses %s', (_, allow, code) => {
    expect(() => createScope(allow)).toThrow(expect.objectContaining({ code }));
  });
});
