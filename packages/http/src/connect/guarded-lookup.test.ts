import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../../test/open-http.ts';
import { serve } from '../../test/serve.ts';

/** Answers every name with the same addresses. */
const resolving =
  (...addresses: readonly string[]): LookupFunction =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('resolved addresses', () => {
  it.each([[['10.0.0.5']], [['93.184.216.34', '10.0.0.5']], [['127.0.0.1']], [['::1']], [['::ffff:127.0.0.1']], [['64:ff9b::7f00:1']]])(
    'refuses a public name that resolves to %j, and sends nothing',
    async (addresses) => {
      const { session, transport } = openHttp(['http://shop.example'], { lookup: resolving(...addresses) });
      await expect(session().navigate({ url: 'http://shop.example/' })).rejects.toMatchObject({ code: 'address_blocked' });
      expect(transport.statistics().sent).toBe(0);
    },
  );

  it('lets a name resolve to loopback when its entry says it is private', async () => {
    const site = await serve((_request, response) => response.end('home'));
    const origin = `http://shop.example:${site.port}`;
    const { session, transport } = openHttp([{ origin, private: true }], { lookup: resolving('127.0.0.1') });
    expect((await session().navigate({ url: origin })).status).toBe(200);
    expect(site.requests[0]?.headers.host).toBe(`shop.example:${site.port}`);
    expect(transport.statistics().phases.dns.count).toBe(1);
  });

  it.each(['169.254.169.254', 'fe80::1', 'fd00:ec2::254'])('refuses %s even for a name that may be private', async (address) => {
    const { session } = openHttp([{ origin: 'http://metadata.internal', private: true }], { lookup: resolving(address) });
    await expect(session().navigate({ url: 'http://metadata.internal/' })).rejects.toMatchObject({ code: 'address_blocked' });
  });

  it('takes an address of the `hosts` option as listed, and asks nobody', async () => {
    const site = await serve((_request, response) => response.end('home'));
    const origin = `http://Shop.Example:${site.port}`;
    const { session } = openHttp([origin], {
      hosts: { 'shop.example': '127.0.0.1' },
      lookup: () => {
        throw new Error('asked');
      },
    });
    expect((await session().navigate({ url: origin })).status).toBe(200);
  });

  it('takes every name below localhost for this machine, and asks nobody', async () => {
    const site = await serve((_request, response) => response.end('home'));
    const origin = `http://bucket.localhost:${site.port}`;
    const { session } = openHttp([origin], {
      lookup: () => {
        throw new Error('asked');
      },
    });
    expect((await session().navigate({ url: origin })).status).toBe(200);
    expect(site.requests[0]?.headers.host).toBe(`bucket.localhost:${site.port}`);
  });

  it('says when a name does not resolve', async () => {
    const lookup: LookupFunction = (name, _options, callback) =>
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), '');
    const { session, transport } = openHttp(['http://nowhere.example'], { lookup });
    await expect(session().navigate({ url: 'http://nowhere.example/' })).rejects.toMatchObject({ code: 'dns_error' });
    expect(transport.statistics()).toMatchObject({ sent: 0, answered: 0 });
  });
});
