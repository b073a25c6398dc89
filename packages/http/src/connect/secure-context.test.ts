import { describe, expect, it, vi } from 'vitest';
import { fixture } from '../../test/fixture.ts';
import { openHttp } from '../../test/open-http.ts';
import { serveSecure } from '../../test/serve.ts';
import { createHttp } from '../index.ts';

const ca = fixture('ca.pem');

describe('TLS', () => {
  it('trusts an authority given with `ca`', async () => {
    const site = await serveSecure((_request, response) => response.end('home'));
    const { session, transport } = openHttp([site.origin], { ca });
    expect((await session().navigate({ url: site.origin })).status).toBe(200);
    expect(transport.statistics().phases).toMatchObject({ connect: { count: 1 }, tls: { count: 1 } });
  });

  it.each([
    ['self-signed', 'tls_self_signed'],
    ['expired', 'tls_expired'],
    ['other-name', 'tls_hostname'],
  ])('refuses a certificate that is %s', async (certificate, code) => {
    const site = await serveSecure((_request, response) => response.end('home'), certificate);
    const { session, transport } = openHttp([site.origin], { ca });
    await expect(session().navigate({ url: site.origin })).rejects.toMatchObject({ code });
    expect(site.requests).toHaveLength(0);
    expect(transport.statistics().sent).toBe(0);
  });

  it('refuses an authority nobody gave', async () => {
    const site = await serveSecure((_request, response) => response.end('home'));
    await expect(openHttp([site.origin]).session().navigate({ url: site.origin })).rejects.toMatchObject({ code: 'tls_self_signed' });
  });

  it('verifies all the same when NODE_TLS_REJECT_UNAUTHORIZED=0 is set, and warns', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      const site = await serveSecure((_request, response) => response.end('home'), 'self-signed');
      const { session, warnings } = openHttp([site.origin]);
      await expect(session().navigate({ url: site.origin })).rejects.toMatchObject({ code: 'tls_self_signed' });
      expect(warnings).toHaveLength(1);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('shows a client certificate', async () => {
    const site = await serveSecure((_request, response) => response.end('home'), 'server', { asksClient: true });
    const given = { ca, cert: fixture('client.pem'), key: fixture('client.key.pem') };
    expect((await openHttp([site.origin], given).session().navigate({ url: site.origin })).status).toBe(200);
    await expect(openHttp([site.origin], { ca }).session().navigate({ url: site.origin })).rejects.toMatchObject({
      code: expect.stringMatching(/^tls_error|connection_reset$/),
    });
  });

  it('speaks HTTP/1.1 unless HTTP/2 is asked for', async () => {
    const site = await serveSecure((request, response) => response.end(request.httpVersion));
    const reply = await openHttp([site.origin], { ca }).session().send({ url: site.origin });
    expect(reply.text()).toBe('1.1');
  });

  it('refuses PEM that is none when the client is made', () => {
    expect(() => createHttp({ ca: 'not a certificate' })).toThrow(expect.objectContaining({ code: 'option_invalid' }));
    expect(() => createHttp({ cert: fixture('client.pem'), key: fixture('server.key.pem') })).toThrow(
      expect.objectContaining({ code: 'option_invalid' }),
    );
  });
});
