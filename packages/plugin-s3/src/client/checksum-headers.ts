import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ChecksumCalculation } from '../config/s3-settings.ts';

/** What a request says of its bytes. */
export interface BodyChecksums {
  /** SHA-256 in hexadecimal digits. */
  readonly payloadHash: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sums up bytes: the SHA-256 every signed body has, and the CRC-32 stores verify
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html).
 */
export function checksumsOf(
  bytes: Uint8Array,
  calculation: ChecksumCalculation,
  payloadHash = hash('sha256', bytes, 'hex'),
): BodyChecksums {
  return { payloadHash, headers: calculation === 'WHEN_SUPPORTED' ? crcHeaders(crc32(bytes)) : {} };
}

/** Sums that surely do not fit: both, because old stores verify one of them only. */
export function wrongChecksumsOf(bytes: Uint8Array): BodyChecksums {
  return { payloadHash: hash('sha256', `not ${hash('sha256', bytes, 'hex')}`, 'hex'), headers: crcHeaders((crc32(bytes) ^ 1) >>> 0) };
}

function crcHeaders(sum: number): Readonly<Record<string, string>> {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(sum);
  // Ceph verifies the sum only when its algorithm is named, too.
  return { 'x-amz-checksum-crc32': bytes.toString('base64'), 'x-amz-sdk-checksum-algorithm': 'CRC32' };
}
