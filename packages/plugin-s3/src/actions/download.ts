import { RushhourError, type ActionContext } from '@rushhour/core';
import { z } from 'zod';
import type { ObjectAddress } from '../client/s3-client.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { byteCount } from '../params/byte-count.ts';
import { byteRange } from '../params/byte-range.ts';
import { objectName } from '../params/object-name.ts';
import { markerOf } from '../targets/marker.ts';
import { joinKey } from '../targets/object-key.ts';
import { parseObjectTarget, type ObjectTarget } from '../targets/object-target.ts';
import { committingFault } from './committing-fault.ts';
import { isMissing, readObject, sizeOf, type Reading } from './read-object.ts';
import { s3Action, type S3Session } from './s3-session.ts';

const params = z.strictObject({
  object: objectName.optional().describe('The object by its key below the target. Default one that is drawn of those that exist.'),
  range: byteRange.optional().describe('A part of the object: `0-1023`, `1024-`, `-512`, or `random` to draw one.'),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'is not a SHA-256 in 64 hexadecimal digits')
    .transform((digits) => digits.toLowerCase())
    .optional()
    .describe('The SHA-256 of what is read, in hexadecimal digits.'),
  bytes: byteCount.optional().describe('The size of what is read.'),
  ifEmpty: z.enum(['fail', 'pass']).default('fail').describe('Whether it is a failure that there is nothing to draw.'),
});

type DownloadContext = ActionContext<S3Session, z.output<typeof params>, ObjectTarget | undefined>;

/** How often an object is drawn anew when the one drawn turns out to be gone. */
const mostMisses = 3;
/** How often an object is drawn anew when the one drawn is about to be removed. */
const mostRefusals = 20;

/** Makes `download`: reads an object that exists below the target, drawn by the seed, or the one named. */
export function createDownload(settings: S3Settings) {
  return s3Action({
    description: 'Reads an object, drawn of those that exist or by its key; checks it when rushhour has made it.',
    params,
    faults: ['missingKey', 'badCredentials'],
    prepare: ({ target }) => target && parseObjectTarget(target, settings),
    async run(context: DownloadContext) {
      const { prepared, target, params: given, fault, token } = context;
      const place = prepared ?? parseObjectTarget(target, settings);
      const { bucket, prefix } = place;
      // A bucket that may be made is empty until then, and not missing.
      if (settings.createBuckets) await context.session.service.buckets.ensure(bucket, context.signal);
      if (fault === 'missingKey') {
        const key = joinKey(prefix, `missing-${token}`);
        return { bytesReceived: await committingFault(context, () => readObject({ bucket, key }, {}, context)) };
      }
      if (given.object !== undefined) {
        const key = joinKey(prefix, given.object);
        return { bytesReceived: await committingFault(context, () => read({ bucket, key }, context)) };
      }
      const received = await committingFault(context, () => readDrawn(place, context));
      if (received !== undefined) return { bytesReceived: received };
      if (given.ifEmpty === 'pass') return { bytesReceived: 0, status: null };
      throw new RushhourError('no_object', { message: `There is nothing to download below "${target.href}".` });
    },
  });
}

/** Reads one of the objects that exist; undefined when there is none. */
async function readDrawn(place: ObjectTarget, context: DownloadContext): Promise<number | undefined> {
  const { catalogues, known } = context.session.service;
  for (let misses = 0; ; misses += 1) {
    const object = await draw(place, context);
    if (object === undefined) return undefined;
    try {
      return await read(object, context);
    } catch (error) {
      if (!isMissing(error)) throw error;
      // Another process has removed it.
      catalogues.remove(object);
      known.forget(markerOf(object));
      if (misses === mostMisses) throw error;
    }
  }
}

async function draw(place: ObjectTarget, { random, signal, ledger, session }: DownloadContext): Promise<ObjectAddress | undefined> {
  for (let refusals = 0; refusals <= mostRefusals; refusals += 1) {
    const key = await session.service.catalogues.draw(place, { random, signal });
    if (key === undefined) return undefined;
    const object = { bucket: place.bucket, key };
    if (ledger.use(markerOf(object))) return object;
  }
  return undefined;
}

async function read(object: ObjectAddress, context: DownloadContext): Promise<number> {
  const { range, sha256, bytes } = context.params;
  return readObject(object, { range: range === 'random' ? await drawRange(object, context) : range, sha256, bytes }, context);
}

/** Draws a part of an object; none of an empty one. */
async function drawRange(object: ObjectAddress, context: DownloadContext): Promise<Reading['range']> {
  const size = await sizeOf(object, context);
  if (size === undefined || size === 0) return undefined;
  // Not `below`, whose limit is 4 GiB.
  const from = Math.floor(context.random.next() * size);
  return { from, to: from + Math.floor(context.random.next() * (size - from)) };
}
