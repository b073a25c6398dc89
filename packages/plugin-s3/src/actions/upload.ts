import { hash } from 'node:crypto';
import { isRushhourError, RushhourError, type ActionContext, type UploadFile } from '@rushhour/core';
import { z } from 'zod';
import type { StoredObject } from '../client/s3-client.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { controlKind } from '../created/control-keys.ts';
import { sumMark, writeMarks, type ObjectMarks } from '../created/object-marks.ts';
import { byteCount } from '../params/byte-count.ts';
import { flag } from '../params/flag.ts';
import { objectName } from '../params/object-name.ts';
import { untilAborted } from '../service/until-aborted.ts';
import { markerOf } from '../targets/marker.ts';
import { joinKey, uniqueName } from '../targets/object-key.ts';
import { parseObjectTarget, type ObjectTarget } from '../targets/object-target.ts';
import { committingFault } from './committing-fault.ts';
import { readAll } from './read-all.ts';
import { callOf, s3Action, type S3Session } from './s3-session.ts';
import { uploadInParts } from './upload-in-parts.ts';

const leastPart = 5 * 2 ** 20;

const params = z.strictObject({
  object: objectName
    .optional()
    .describe('The object by its key below the target. Default the folder and name of the file, with a word that makes it unique.'),
  type: z
    .string()
    .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]+)?$/, 'is not a media type such as image/jpeg')
    .optional()
    .describe('Media type of the file. Default by its name.'),
  storageClass: z
    .string()
    .regex(/^[A-Z0-9_]+$/, 'is not a storage class such as STANDARD_IA')
    .optional()
    .describe('Storage class. Default that of the store.'),
  multipart: flag.optional().describe('Whether it is sent in parts. Default above `multipartAbove` of the plugin.'),
  partSize: byteCount
    .refine((size) => size >= leastPart, 'is less than 5MiB, the least a store takes')
    .optional()
    .describe('Bytes of a part. Default `partSize` of the plugin.'),
});

type UploadParams = z.output<typeof params>;
type UploadContext = ActionContext<S3Session, UploadParams, ObjectTarget | undefined>;

/** Makes `upload`: stores the file of the instruction, on record before the first byte and marked as ours. */
export function createUpload(settings: S3Settings) {
  return s3Action({
    description: 'Stores a file, in parts when it is large, and marks it as made by rushhour.',
    params,
    faults: ['wrongChecksum', 'badCredentials'],
    prepare: ({ target }) => target && parseObjectTarget(target, settings),
    async run(context: UploadContext) {
      const { prepared, target, file, session, signal, token, params: given } = context;
      const { service } = session;
      const place = prepared ?? parseObjectTarget(target, settings);
      const { bucket, prefix } = place;
      // A file of the content port has a name that is unique already.
      const name = given.object ?? joinKey(file.folder, file.recipe === undefined ? uniqueName(file.name, token) : file.name);
      const key = joinKey(prefix, name);
      if (controlKind(key) !== undefined) {
        const message = `The key "${key.slice(0, 200)}" lies in the folder ".rushhour", which rushhour keeps for itself.`;
        throw new RushhourError('target_invalid', { message, hint: 'Choose another key.' });
      }
      const marker = markerOf({ bucket, key });
      await service.buckets.ensure(bucket, signal);
      const entry = await context.ledger.intend({ marker, bytes: file.size });
      const covered = service.leases.cover(place, { until: entry.liveUntil, word: token });
      const depth = await untilAborted(covered, signal).catch((error: unknown) => {
        entry.absent();
        throw error;
      });
      const marks: ObjectMarks = {
        run: entry.run,
        owner: entry.owner,
        expires: entry.expiresAt === undefined ? undefined : entry.expiresAt + service.client.clockOffsetMs,
        depth,
        content: file.recipe,
      };
      const stored = await committingFault(context, () => store({ place, key, marks, onAbsent: () => entry.absent() }, context));
      entry.created(stored.versionId === undefined ? marker : markerOf({ bucket, key, versionId: stored.versionId }));
      service.known.add(marker, { size: file.size });
      service.catalogues.add({ bucket, key });
      return { bytesSent: file.size };
    },
  });
}

interface Upload {
  readonly place: ObjectTarget;
  readonly key: string;
  readonly marks: ObjectMarks;
  readonly onAbsent: () => void;
}

async function store(upload: Upload, context: UploadContext): Promise<StoredObject> {
  const { file, params: given, session } = context;
  const { settings } = session.service;
  const { type = file.type, storageClass, multipart = file.size > settings.multipartAbove, partSize = settings.partSize } = given;
  // What fits into one part is one part.
  if (multipart && file.size > partSize) return uploadInParts({ ...upload, body: file, type, storageClass, partSize }, context);
  try {
    return await putWhole(upload, { type, storageClass }, context);
  } catch (error) {
    if (isRefusal(error)) upload.onAbsent();
    else session.service.doubtful.add({ object: { bucket: upload.place.bucket, key: upload.key }, onAbsent: upload.onAbsent });
    throw error;
  }
}

async function putWhole(
  { place: { bucket }, key, marks }: Upload,
  { type, storageClass }: { readonly type: string; readonly storageClass: string | undefined },
  context: UploadContext,
): Promise<StoredObject> {
  const { file, fault, session } = context;
  const { client, settings } = session.service;
  const body = file.size <= settings.multipartAbove ? await readAll(file) : bodyOf(file);
  const sha256 = body instanceof Uint8Array ? hash('sha256', body, 'hex') : undefined;
  const content = {
    body,
    type,
    metadata: writeMarks({ ...marks, content: marks.content ?? (sha256 && sumMark + sha256) }),
    ...(sha256 !== undefined && { sha256 }),
    ...(storageClass !== undefined && { storageClass }),
    ...(fault === 'wrongChecksum' && { corruptChecksum: true }),
  };
  return client.put({ bucket, key }, content, { ...callOf(context), ...(fault === 'badCredentials' && { badCredentials: true }) });
}

const bodyOf = ({ name, size, type, stream }: UploadFile) => ({ name, size, type, stream });

/** After these nothing was stored: nothing was sent, or the store answered that it will not. */
const refusals: ReadonlySet<string> = new Set([
  's3_auth',
  's3_bucket',
  's3_key',
  's3_checksum',
  's3_request',
  // The body was cut on purpose: no store keeps a part of one.
  'fault_injected',
  'scope_rejected',
  'address_blocked',
  'dns_error',
  'connection_refused',
  'connection_timeout',
  'connection_wait',
  'rate_wait',
]);

const isRefusal = (error: unknown) => isRushhourError(error) && refusals.has(error.code);
