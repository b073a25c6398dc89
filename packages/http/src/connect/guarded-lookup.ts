import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { RushhourError } from '@rushhour/core';
import { kindOfAddress } from './address-rules.ts';

/** What a lookup needs to know of the origin it is made for. */
export interface GuardedLookupOptions {
  /** Whether the name may resolve to private or loopback addresses. */
  readonly privateAllowed: boolean;
  /** Addresses to use instead of asking, by lower-case name: what is written there was listed literally. */
  readonly hosts: ReadonlyMap<string, string>;
  /** @default dns.lookup */
  readonly lookup?: LookupFunction | undefined;
}

/** Makes a lookup for sockets that refuses a name as soon as one of its addresses is not allowed for it. */
export function createGuardedLookup({ privateAllowed, hosts, lookup = dnsLookup }: GuardedLookupOptions): LookupFunction {
  const refusal = (name: string, addresses: readonly LookupAddress[]) => {
    for (const { address } of addresses) {
      const kind = kindOfAddress(address);
      if (kind === 'public' || (kind === 'private' && privateAllowed)) continue;
      const what = kind === 'private' ? 'a private' : 'a link-local or metadata';
      return new RushhourError('address_blocked', {
        message: `The name "${name}" resolved to "${address}", ${what} address.`,
        ...(kind === 'forbidden' && { hint: 'List the address itself in `allow`, if it is really meant.' }),
      });
    }
    return undefined;
  };

  return (name, options, callback) => {
    const answer = (addresses: readonly LookupAddress[]) => {
      const [first] = addresses;
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family);
    };
    const override = hosts.get(name.toLowerCase());
    if (override !== undefined) {
      process.nextTick(answer, [{ address: override, family: isIP(override) }]);
      return;
    }
    const check = (error: Error | null, found: string | LookupAddress[]) => {
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const failure = error ?? refusal(name, addresses);
      if (failure === undefined) answer(addresses);
      else callback(failure, '');
    };
    // Nobody but this machine has a name below `localhost` (RFC 6761, 6.3), whatever its resolver knows.
    if (privateAllowed && name.toLowerCase().endsWith('.localhost')) {
      process.nextTick(answer, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
      return;
    }
    // A lookup of the host's own may answer at once; sockets expect an answer later.
    lookup(name, { ...options, all: true }, (error, found) => process.nextTick(check, error, found));
  };
}
