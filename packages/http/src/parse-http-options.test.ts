import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createHttp, type HttpOptions } from './index.ts';
import { parseHttpOptions } from './parse-http-options.ts';
import { version } from './version.ts';

it.each<HttpOptions>([
  { cert: 'only one' },
  { proxy: 'socks5://proxy' },
  { proxy: 'not a url' },
  { hosts: { shop: 'elsewhere' } },
  { userAgent: '' },
  { userAgent: 'x\r\ny' },
  { contact: '  ' },
  { headers: { 'bad name': 'x' } },
  { headers: { name: 'x\r\nInjected: 1' } },
  { headers: { host: 'x' } },
  { connections: 0 },
  { connections: 1.5 },
  { idleMs: Number.NaN },
  { connectMs: Number.POSITIVE_INFINITY },
  { maxHeaderBytes: 1 },
  { maxRedirects: -1 },
])('refuses %j', (options) => {
  expect(() => createHttp(options)).toThrow(expect.objectContaining({ code: 'option_invalid' }));
});

it('refuses an option it does not know', () => {
  const misspelt: object = { userAgnet: 'x' };
  expect(() => createHttp(misspelt)).toThrow(expect.objectContaining({ message: 'The option "userAgnet" is not known.' }));
});

it('never shows the password of a proxy', () => {
  expect(() => createHttp({ proxy: 'ftp://user:secret@proxy' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  );
});

it('names the tool and the contact in the user agent', () => {
  expect(parseHttpOptions({}).userAgent).toBe(`rushhour/${version} (+https://www.npmjs.com/package/rushhour; contact: unset)`);
  expect(parseHttpOptions({ contact: 'load@shop.example' }).userAgent).toContain('; contact: load@shop.example)');
});

it('tells the version of its package', () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(manifest).toMatchObject({ version });
});
