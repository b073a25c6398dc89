import { isIP } from 'node:net';

const privateSuffixes = ['.svc', '.local', '.internal', '.test', '.localhost', '.svc.cluster.local'];

/**
 * Whether a host name may by itself resolve to private or loopback addresses: `localhost`, a name without a dot, or one that ends in
 * `.svc`, `.local`, `.internal`, `.test` or `.svc.cluster.local`. An address written out was listed literally, so it may be private too.
 */
export function isPrivateName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  const bare = name.startsWith('[') ? name.slice(1, -1) : name;
  return isIP(bare) !== 0 || !name.includes('.') || privateSuffixes.some((suffix) => name.endsWith(suffix));
}
