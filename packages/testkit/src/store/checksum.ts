import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { StoreError } from './store-error.ts';

/** The algorithms of `x-amz-checksum-*` that the store computes. */
export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'SHA1' | 'SHA256';

/** A checksum as S3 keeps it beside an object. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; `-N` behind it when it is made of the checksums of N parts. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** A digest that grows with the bytes. */
export interface RunningChecksum {
  update(data: Uint8Array): void;
  /** Base64. */
  digest(): string;
}

const header = /^x-amz-checksum-(?!algorithm$|type$|mode$)(.+)$/;

/** Starts a checksum of nothing yet. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm === 'SHA1' || algorithm === 'SHA256') {
    const sha = createHash(algorithm.toLowerCase());
    return { update: (data) => void sha.update(data), digest: () => sha.digest('base64') };
  }
  const next = algorithm === 'CRC32' ? crc32 : crc32c;
  let value = 0;
  return {
    update(data) {
      value = next(data, value);
    },
    digest() {
      const bytes = Buffer.allocUnsafe(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}

/**
 * The algorithm of a name in any case.
 *
 * @throws StoreError `NotImplemented` for CRC64NVME and what nobody knows
 */
export function readAlgorithm(name: string): ChecksumAlgorithm {
  const upper = name.toUpperCase();
  if (upper === 'CRC32' || upper === 'CRC32C' || upper === 'SHA1' || upper === 'SHA256') return upper;
  throw new StoreError('NotImplemented', { message: `This store takes no checksum '${name}'.` });
}

/** The algorithm that a header or trailer name means; nothing where it is no checksum. */
export function algorithmOf(headerName: string): ChecksumAlgorithm | undefined {
  const name = header.exec(headerName)?.[1];
  return name === undefined ? undefined : readAlgorithm(name);
}

/** The header of a checksum, as `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}
