import { createScope } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';
import { parseTargetUrl } from './parse-target-url.ts';

describe('URLs of requests', () => {
  it.each([
    'http://shop.example/x\r\nfoo',
    'http://shop.example/\tx',
    'http://sh\top.example/',
    'http://shop.example/\u0000',
    '\nhttp://shop.example/',
  ])('refuses %j before URL would strip it', (raw) =>
    expect(() => parseTargetUrl(raw)).toThrow(expect.objectContaining({ code: 'target_invalid' })),
  );

  it.each([
    'ftp://shop.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'blob:http://shop.example/1',
    '/relative',
    '',
  ])('refuses "%s"', (raw) => expect(() => parseTargetUrl(raw)).toThrow(expect.objectContaining({ code: 'target_invalid' })));

  it('refuses user information and does not show it', () => {
    expect(() => parseTargetUrl('https://user:secret@shop.example/?token=t')).toThrow(
      expect.objectContaining({ code: 'target_invalid', message: expect.not.stringMatching(/secret|token/) }),
    );
  });

  it.each([
    'http://allowed.example@evil.test/',
    'http://allowed.example.evil.test/',
    'http://allowed.example%2eevil.test/',
    'http://allowed.example:22/',
    'https://allowed.example/',
    'http://sub.allowed.example/',
  ])('keeps "%s" outside a scope of another origin', async (url) => {
    const { session, transport } = openHttp(['http://allowed.example']);
    await expect(session().navigate({ url })).rejects.toMatchObject({ code: expect.stringMatching(/scope_rejected|target_invalid/) });
    expect(transport.statistics().sent).toBe(0);
  });

  it.each(['2130706433', '0x7f.1', '017700000001', '①②⑦.⓪.⓪.①', '[::ffff:127.0.0.1]', '0', '[::]', '127.1'])(
    'sees loopback behind the spelling "%s" and refuses it unless it is listed',
    async (host) => {
      const site = await serve((_request, response) => response.end('home'));
      const { session, transport } = openHttp(['http://shop.example']);
      await expect(session().navigate({ url: `http://${host}:${site.port}/` })).rejects.toMatchObject({ code: 'scope_rejected' });
      expect(transport.statistics().sent).toBe(0);
      expect(site.connections).toHaveLength(0);
    },
  );

  it('reaches loopback in any spelling when it is listed', async () => {
    const site = await serve((_request, response) => response.end('home'));
    const { session } = openHttp([site.origin]);
    expect((await session().navigate({ url: `http://0x7f.1:${site.port}/` })).url).toBe(`${site.origin}/`);
    expect(createScope([site.origin]).ruleFor(new URL(`http://2130706433:${site.port}/`))).toBeDefined();
  });
});
