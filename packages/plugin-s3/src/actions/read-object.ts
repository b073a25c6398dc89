import { createHash } from 'node:crypto';
import { isRushhourError, RushhourError, type ActionContext } from '@rushhour/core';
import type { ObjectAddress, ObjectHead, ReadOptions } from '../client/s3-client.ts';
import { readMarks } from '../created/object-marks.ts';
import { markerOf } from '../targets/marker.ts';
import { releaseChunk } from '@rushhour/http';
import { callOf, type S3Session } from './s3-session.ts';
import { createVerifier } from './verifier.ts';

/** What is read of an object, and what it must be. */
export interface Reading {
  readonly range?: NonNullable<ReadOptions['range']> | undefined;
  /** In lower-case hexadecimal digits. */
  readonly sha256?: string | undefined;
  readonly bytes?: number | undefined;
}

/** The part of an action's context that reading takes. */
export type ReadingContext = Pick<ActionContext<S3Session>, 'session' | 'startSpan' | 'fault'>;

/** The size of an object, by asking where it is not known; undefined when there is none. */
export async function sizeOf(object: ObjectAddress, context: ReadingContext): Promise<number | undefined> {
  const { client, known } = context.session.service;
  const marker = markerOf(object);
  const size = known.get(marker)?.size ?? (await client.head(object, callOf(context)))?.size;
  if (size !== undefined) known.add(marker, { size });
  return size;
}

/**
 * Reads an object: streamed, counted and never held; compared with what was uploaded, as far as its marks tell that.
 *
 * @returns how many bytes came
 * @throws RushhourError `checksum_mismatch`, `check_failed`, `s3_key` and what else the store says
 */
export async function readObject(object: ObjectAddress, { range, sha256, bytes }: Reading, context: ReadingContext): Promise<number> {
  const { client, known } = context.session.service;
  const hash = sha256 === undefined ? undefined : createHash('sha256');
  let received = 0;
  let comparison: Comparison | undefined;
  const take = (chunk: Uint8Array, { push }: Comparison) => {
    received += chunk.byteLength;
    hash?.update(chunk);
    push(chunk);
    queueMicrotask(() => releaseChunk(chunk));
  };
  // What it is compared with comes with the answer: another file may have taken its place since the last one.
  const sink = (chunk: Uint8Array, head: ObjectHead) => {
    if (comparison !== undefined) return take(chunk, comparison);
    return compare(head, range).then((made) => take(chunk, (comparison = made)));
  };
  const call = { ...callOf(context), ...(context.fault === 'badCredentials' && { badCredentials: true }) };
  const answer = await client.get(object, { ...(range && { range }), sink }, call);
  known.add(markerOf(object), { size: answer.size });
  (comparison ?? (await compare(answer, range))).end();
  if (bytes !== undefined && received !== bytes) {
    throw new RushhourError('check_failed', { message: `Expected "${bytes}" bytes, but the file has "${received}".` });
  }
  const sum = hash?.digest('hex');
  if (sum !== sha256)
    throw new RushhourError('checksum_mismatch', { message: `Expected the SHA-256 "${sha256}", but the file has "${sum}".` });
  return received;
}

/** Compares what is read with what was uploaded, and tells in the end: all of it is read in any case. */
interface Comparison {
  push(chunk: Uint8Array): void;
  /** @throws RushhourError `checksum_mismatch` */
  end(): void;
}

async function compare(head: ObjectHead, range: Reading['range']): Promise<Comparison> {
  const content = readMarks(head)?.content;
  const verifier = content === undefined ? undefined : await createVerifier(content, { size: head.size, range });
  let mismatch: Error | undefined;
  return {
    push(chunk) {
      if (mismatch !== undefined) return;
      try {
        verifier?.push(chunk);
      } catch (error) {
        mismatch = error instanceof Error ? error : new Error(String(error));
      }
    },
    end() {
      if (mismatch !== undefined) throw mismatch;
      verifier?.end();
    },
  };
}

/** Whether an error says that there is no such object. */
export function isMissing(error: unknown): boolean {
  return isRushhourError(error) && error.code === 's3_key';
}
