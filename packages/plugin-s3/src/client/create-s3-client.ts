import type { Clock } from '@rushhour/core';
import { createIdentitySource } from '../config/identity-source.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { createAbortUpload } from './abort-upload.ts';
import { createBucketOperations } from './bucket-operations.ts';
import { createListingOperations } from './listing-operations.ts';
import { createObjectOperations } from './object-operations.ts';
import { createRemoveMany } from './remove-many.ts';
import type { S3Client } from './s3-client.ts';
import { createSendToStore } from './send-to-store.ts';
import { createStoreClock } from './store-clock.ts';
import { createUploadLarge } from './upload-large.ts';

/** Makes a client. It holds no connection: every request goes through the session of its call. */
export function createS3Client(settings: S3Settings, { clock }: { readonly clock: Clock }): S3Client {
  const storeClock = createStoreClock(clock);
  const identityFor = createIdentitySource(settings.credentials, clock);
  const send = createSendToStore({ settings, clock: storeClock, identityFor });
  const objects = createObjectOperations(send, settings);
  const abortUpload = createAbortUpload(send, clock);
  return {
    ...objects,
    ...createListingOperations(send),
    ...createBucketOperations(send, settings),
    removeMany: createRemoveMany(send, { remove: objects.remove, requestChecksumCalculation: settings.requestChecksumCalculation }),
    abortUpload,
    uploadLarge: createUploadLarge({ settings, clock: storeClock, identityFor, abortUpload }),
    get clockOffsetMs() {
      return storeClock.offsetMs;
    },
  };
}
