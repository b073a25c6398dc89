import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createChunkDecoder, type ChunkDecoder } from './aws-chunked.ts';
import { algorithmOf, startChecksum, type ChecksumAlgorithm, type RunningChecksum } from './checksum.ts';
import { StoreError } from './store-error.ts';

/** A body that arrived whole and is what the client said it was. */
export interface Payload {
  readonly pieces: readonly Buffer[];
  readonly size: number;
  /** MD5 in lower-case hex: the entity tag. */
  readonly md5: string;
  /** The checksum that came with it and held. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
}

/** How a body is read. */
export interface PayloadOptions {
  /** More is refused with `InsufficientStorage`, and not kept. */
  readonly maxBytes: number;
  /** Whether `x-amz-content-sha256` is held against the bytes. */
  readonly checksSha256: boolean;
  /** An algorithm to compute though no checksum was sent, as for parts of an upload that was begun with one. */
  readonly algorithm?: ChecksumAlgorithm | undefined;
}

const framed = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const maxObjectBytes = 5 * 1024 ** 3;

/**
 * Reads a body: takes off the framing, counts, and holds it against every digest the client sent.
 *
 * @throws StoreError `MissingContentLength`, `EntityTooLarge`, `InsufficientStorage`, `IncompleteBody`, `InvalidDigest`, `InvalidRequest`,
 * `BadDigest`, `XAmzContentChecksumMismatch`, `XAmzContentSHA256Mismatch`, `NotImplemented`
 */
export async function readPayload(
  message: IncomingMessage,
  headers: ReadonlyMap<string, string>,
  { maxBytes, checksSha256, algorithm }: PayloadOptions,
): Promise<Payload> {
  const contentHash = headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const isFramed = contentHash === framed;
  if (contentHash.startsWith('STREAMING-') && !isFramed) throw new StoreError('NotImplemented');
  const length = declaredLength(headers, isFramed);
  if (length > maxObjectBytes) throw new StoreError('EntityTooLarge');
  if (length > maxBytes) throw new StoreError('InsufficientStorage');
  const claim = claimedChecksum(headers);
  const wanted = claim?.algorithm ?? algorithm;

  const pieces: Buffer[] = [];
  let size = 0;
  const md5 = createHash('md5');
  const sha256: Hash | undefined = checksSha256 && /^[\da-f]{64}$/.test(contentHash) ? createHash('sha256') : undefined;
  const checksum: RunningChecksum | undefined = wanted === undefined ? undefined : startChecksum(wanted);
  const keep = (data: Buffer): void => {
    size += data.length;
    if (size > length) throw new StoreError('IncompleteBody');
    pieces.push(data);
    md5.update(data);
    sha256?.update(data);
    checksum?.update(data);
  };
  const decoder: ChunkDecoder | undefined = isFramed ? createChunkDecoder(keep) : undefined;
  await readAll(message, decoder === undefined ? keep : (bytes) => decoder.write(bytes));

  const trailers = decoder?.end();
  if (size !== length) throw new StoreError('IncompleteBody');
  const hex = md5.digest('hex');
  checkMd5(headers.get('content-md5'), hex);
  if (sha256 !== undefined && sha256.digest('hex') !== contentHash) throw new StoreError('XAmzContentSHA256Mismatch');
  const value = checksum?.digest();
  const said = claim?.value ?? (claim === undefined ? undefined : trailers?.get(claim.name));
  if (claim !== undefined && said === undefined) throw new StoreError('InvalidRequest', { message: 'The trailer did not come.' });
  if (said !== undefined && said !== value) throw new StoreError(claim?.value === undefined ? 'BadDigest' : 'XAmzContentChecksumMismatch');
  return { pieces, size, md5: hex, checksum: wanted === undefined || value === undefined ? undefined : { algorithm: wanted, value } };
}

/** Whether the client sent anything its body can be held against; `DeleteObjects` demands it. */
export function hasDigest(headers: ReadonlyMap<string, string>): boolean {
  return headers.has('content-md5') || claimedChecksum(headers) !== undefined;
}

interface Claim {
  readonly name: string;
  readonly algorithm: ChecksumAlgorithm;
  /** Absent where it comes in the trailer. */
  readonly value?: string;
}

function claimedChecksum(headers: ReadonlyMap<string, string>): Claim | undefined {
  for (const [name, value] of headers) {
    const algorithm = name.startsWith('x-amz-checksum-') ? algorithmOf(name) : undefined;
    if (algorithm !== undefined) {
      const bytes = { CRC32: 4, CRC32C: 4, SHA1: 20, SHA256: 32 }[algorithm];
      if (Buffer.from(value, 'base64').length !== bytes) {
        throw new StoreError('InvalidRequest', { message: `Value for ${name} header is invalid.` });
      }
      return { name, algorithm, value };
    }
  }
  const name = headers.get('x-amz-trailer')?.trim().toLowerCase();
  const algorithm = name === undefined ? undefined : algorithmOf(name);
  if (name !== undefined && algorithm !== undefined) return { name, algorithm };
  if (headers.has('x-amz-sdk-checksum-algorithm')) {
    const message = 'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.';
    throw new StoreError('InvalidRequest', { message });
  }
  return undefined;
}

function declaredLength(headers: ReadonlyMap<string, string>, isFramed: boolean): number {
  const length = headers.get(isFramed ? 'x-amz-decoded-content-length' : 'content-length');
  if (length === undefined || !/^\d+$/.test(length)) throw new StoreError('MissingContentLength');
  return Number(length);
}

function checkMd5(given: string | undefined, hex: string): void {
  if (given === undefined) return;
  const bytes = Buffer.from(given, 'base64');
  if (bytes.length !== 16) throw new StoreError('InvalidDigest');
  if (bytes.toString('hex') !== hex) throw new StoreError('BadDigest');
}

/** Listeners rather than `for await`, which costs more than a small request. What `onBytes` throws ends the reading; the rest is left. */
function readAll(message: IncomingMessage, onBytes: (bytes: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (error?: Error): void => {
      if (isOver) return;
      isOver = true;
      if (error === undefined) resolve();
      else reject(error);
    };
    message.on('data', (bytes: Buffer) => {
      if (isOver) return;
      try {
        onBytes(bytes);
      } catch (error) {
        end(error instanceof Error ? error : new StoreError('InternalError'));
      }
    });
    message.on('end', () => end());
    message.on('error', end);
    message.on('close', () => {
      if (!isOver) end(new StoreError('IncompleteBody'));
    });
    message.resume();
  });
}
