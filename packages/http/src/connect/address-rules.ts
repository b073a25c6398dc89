import { BlockList, isIP } from 'node:net';

/** What a resolved address is, as far as a scope cares. */
export type AddressKind = 'public' | 'private' | 'forbidden';

const subnets = (entries: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[]) => {
  const list = new BlockList();
  for (const [network, prefix, family] of entries) list.addSubnet(network, prefix, family);
  return list;
};

/** Link-local addresses and those where clouds answer for the metadata of a machine: refused unless an entry lists them literally. */
const forbidden = subnets([
  ['169.254.0.0', 16, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  ['fd00:ec2::', 32, 'ipv6'],
  ['fd20:ce::254', 128, 'ipv6'],
]);

/** Loopback, private and special-purpose addresses (IANA special-purpose registries). */
const privateAddresses = subnets([
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]);

/** The IPv4 address inside an IPv6 one: mapped, compatible, NAT64 (also the local-use prefix) or 6to4. */
function embeddedIpv4(address: string): string | undefined {
  // URL writes every spelling in one way: hexadecimal groups, the longest run of zeros shortened.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: middle }, () => '0'), ...right].map((group) => Number.parseInt(group, 16));
  const dotted = (at: number) => {
    const high = groups[at] ?? 0;
    const low = groups[at + 1] ?? 0;
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  };
  const startsWith = (...prefix: readonly number[]) => prefix.every((group, index) => groups[index] === group);
  if (startsWith(0, 0, 0, 0, 0, 0xff_ff) || startsWith(0, 0, 0, 0, 0xff_ff, 0)) return dotted(6);
  if (startsWith(0x64, 0xff_9b)) return dotted(6);
  if (startsWith(0x20_02)) return dotted(1);
  if (startsWith(0, 0, 0, 0, 0, 0) && (groups[6] ?? 0) !== 0) return dotted(6);
  return undefined;
}

/** Tells what an IP address is; one that cannot be read is `forbidden`. */
export function kindOfAddress(address: string): AddressKind {
  const version = isIP(address);
  if (version === 0) return 'forbidden';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const bare = address.replace(/%.*$/, '');
  if (forbidden.check(bare, family)) return 'forbidden';
  const inner = version === 6 ? embeddedIpv4(bare) : undefined;
  if (inner !== undefined) return kindOfAddress(inner);
  return privateAddresses.check(bare, family) ? 'private' : 'public';
}
