import { createHash } from 'node:crypto';
import { isRushhourError, RushhourError, type ActionContext } from '@rushhour/core';
import type { ObjectAddress, ReadOptions } from '../client/s3-client.ts';
import { readMarks } from '../created/object-marks.ts';
import type { KnownObject } from '../service/known-objects.ts';
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

/** What is known of an object, by asking where nothing is; undefined when there is none. */
export async function lookAt(object: ObjectAddress, context: ReadingContext): Promise<KnownObject | undefined> {
  const { client, known } = context.session.service;
  const marker = markerOf(object);
  const remembered = known.get(marker);
  if (remembered !== undefined) return remembered;
  const head = await client.head(object, callOf(context));
  if (head === undefined) return undefined;
  const found = { size: head.size, content: readMarks(head)?.content };
  known.add(marker, found);
  return found;
}

/**
 * Reads an object: streamed, counted and never held; compared byte for byte with what was uploaded, where a run of rushhour did.
 *
 * @returns how many bytes came
 * @throws RushhourError `checksum_mismatch`, `check_failed`, `s3_key` and what else the store says
 */
export async function readObject(object: ObjectAddress, { range, sha256, bytes }: Reading, context: ReadingContext): Promise<number> {
  const { client, known } = context.session.service;
  const expected = await lookAt(object, context);
  const verifier = expected?.content === undefined ? undefined : await createVerifier(expected.content, { size: expected.size, range });
  const hash = sha256 === undefined ? undefined : createHash('sha256');
  let received = 0;
  let mismatch: Error | undefined;
  const sink = (chunk: Uint8Array) => {
    received += chunk.byteLength;
    hash?.update(chunk);
    try {
      if (mismatch === undefined) verifier?.push(chunk);
    } catch (error) {
      // Told below: it may be another file by now.
      mismatch = error instanceof Error ? error : new Error(String(error));
    }
    queueMicrotask(() => releaseChunk(chunk));
  };
  const call = { ...callOf(context), ...(context.fault === 'badCredentials' && { badCredentials: true }) };
  const answer = await client.get(object, { ...(range && { range }), sink }, call);
  const content = readMarks(answer)?.content;
  if (content === expected?.content) verify(verifier, mismatch);
  else known.add(markerOf(object), { size: answer.size, content });
  if (bytes !== undefined && received !== bytes) {
    throw new RushhourError('check_failed', { message: `Expected "${bytes}" bytes, but the file has "${received}".` });
  }
  const sum = hash?.digest('hex');
  if (sum !== sha256)
    throw new RushhourError('checksum_mismatch', { message: `Expected the SHA-256 "${sha256}", but the file has "${sum}".` });
  return received;
}

function verify(verifier: { end(): void } | undefined, mismatch: Error | undefined): void {
  if (mismatch === undefined) verifier?.end();
  else throw mismatch;
}

/** Whether an error says that there is no such object. */
export function isMissing(error: unknown): boolean {
  return isRushhourError(error) && error.code === 's3_key';
}
