import type { S3Client as SdkClient } from '@aws-sdk/client-s3';
import { addressOf } from '../config/bucket-address.ts';
import { metadataHeaders } from './user-metadata.ts';
import { unquote } from './object-head.ts';
import { partFeed } from './part-feed.ts';
import type { S3Client } from './s3-client.ts';
import { loadSdk, type Sdk, type SdkSettings } from './sdk-client.ts';
import { createSdkSender } from './sdk-sender.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const mostParts = 10_000;

/** What large uploads are made with. */
export interface UploadLargeOptions extends SdkSettings {
  readonly abortUpload: S3Client['abortUpload'];
}

/**
 * How large objects are stored: by `Upload` of `@aws-sdk/lib-storage`, with one controller for each upload. `Upload` itself leaves parts on
 * the wire when one fails or it is aborted, and the abort to whoever waits longer: so every request is seen here, cut and awaited here, and
 * the abort is sent and confirmed here.
 */
export function createUploadLarge({ abortUpload, ...options }: UploadLargeOptions): S3Client['uploadLarge'] {
  const { settings } = options;
  let right: Promise<Sdk> | undefined;
  let wrong: Promise<Sdk> | undefined;

  return async ({ bucket, key }, { body, type, metadata = {}, storageClass }, { partSize, concurrency, onUploadId, onAborted }, call) => {
    metadataHeaders(metadata);
    const sdk = await (call.badCredentials === true ? (wrong ??= loadSdk(options, true)) : (right ??= loadSdk(options, false)));
    const controller = new AbortController();
    const onCut = () => controller.abort(call.signal?.reason);
    if (call.signal?.aborted === true) throw call.signal.reason;
    call.signal?.addEventListener('abort', onCut, { once: true });
    const sender = createSdkSender(sdk, {
      bucket,
      key,
      address: addressOf(settings, bucket),
      region: settings.region,
      controller,
      call,
      onUploadId,
    });
    // The boundary to the SDK: `Upload` takes a client, and uses of it only `config` and `send`.
    const client = Object.create(sdk.client, { send: { value: sender.send } }) as SdkClient;
    const size = Math.max(partSize, Math.ceil(body.size / mostParts));
    const content = partFeed(body, size);
    const upload = new sdk.Upload({
      client,
      params: {
        Bucket: bucket,
        Key: key,
        Body: content,
        ContentLength: body.size,
        ContentType: type,
        Metadata: { ...metadata },
        // The boundary to the SDK: stores have classes it does not know.
        ...(storageClass !== undefined && { StorageClass: storageClass as 'STANDARD' }),
      },
      partSize: size,
      queueSize: concurrency,
      abortController: controller,
      leavePartsOnError: true,
    });
    try {
      const { ETag, VersionId } = await upload.done();
      return { etag: unquote(ETag), ...(VersionId !== undefined && { versionId: VersionId }) };
    } catch (error) {
      const failure = sender.failure(error);
      controller.abort(failure);
      await Promise.allSettled([sender.settled(), content.cancel(failure)]);
      const { uploadId } = sender;
      if (uploadId !== undefined) onAborted?.((await isAborted(uploadId)) && !sender.mayBeComplete);
      else if (sender.mayBeBegun) onAborted?.(false);
      throw failure;
    } finally {
      call.signal?.removeEventListener('abort', onCut);
    }

    async function isAborted(uploadId: string): Promise<boolean> {
      const { signal: _, rescue = call.http, ...rest } = call;
      try {
        return await abortUpload({ bucket, key, uploadId }, { ...rest, http: rescue });
      } catch {
        // What went wrong first is what is told; the upload stays in the books.
        return false;
      }
    }
  };
}
