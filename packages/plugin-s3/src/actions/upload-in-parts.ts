import type { ActionContext, HttpStreamBody } from '@rushhour/core';
import type { StoredObject } from '../client/s3-client.ts';
import { intentKey } from '../created/control-keys.ts';
import { writeMarks, type ObjectMarks } from '../created/object-marks.ts';
import { settleIntent, writeIntent, type UploadIntent } from '../created/upload-intent.ts';
import { wait } from '../service/wait.ts';
import { withDeadline } from '../service/with-deadline.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { callOf, type S3Session } from './s3-session.ts';

/** What is uploaded in parts. */
export interface PartsUpload {
  readonly place: ObjectTarget;
  readonly key: string;
  readonly body: HttpStreamBody;
  readonly type: string;
  readonly storageClass: string | undefined;
  readonly marks: ObjectMarks;
  readonly partSize: number;
  /** Told when it failed and it is sure that nothing of it is left. */
  readonly onAbsent: () => void;
}

/** The part of an action's context that an upload in parts takes. */
export type PartsContext = Pick<ActionContext<S3Session>, 'session' | 'startSpan' | 'fault' | 'token' | 'signal'>;

/** The longest an upload is taken to last, in milliseconds: what is left of it may go then. */
const longestMs = 3_600_000;
/** How long a store may take to begin an upload that nobody waits for any more, in milliseconds. */
const beginningMs = 1000;
/** How long clearing up may take, in milliseconds: also when the action was cut. */
const clearingMs = 5000;

/**
 * Uploads in parts, with an intent on the store before the first of them: whoever finds it after this process has died knows which open
 * upload is ours.
 */
export async function uploadInParts(upload: PartsUpload, context: PartsContext): Promise<StoredObject> {
  const { place, key, body, type, storageClass, marks, partSize, onAbsent } = upload;
  const { session, token, signal, fault } = context;
  const { service } = session;
  const { client, clock, settings } = service;
  const { bucket } = place;
  const since = clock.wallTime() + client.clockOffsetMs;
  const { run, owner, depth } = marks;
  const expires = Math.min(since + longestMs, marks.expires ?? Infinity);
  let intent: UploadIntent = { bucket, key: intentKey(place.prefix, token), marks: { run, owner, depth, expires, key }, since };
  const versions = new Set<string | undefined>();
  const announce = async () => versions.add(await writeIntent(client, intent, service.callUntil(signal)));

  /** What cannot be cleared now is tried again later, and found by other runs. */
  const clear = (work: (signal: AbortSignal) => Promise<boolean>) =>
    withDeadline({ clock, durationMs: clearingMs }, work)
      .catch(() => false)
      .then((isClear) => isClear || service.unsettled.add(intent));

  // Nothing is open before the store was asked to begin.
  let isGone = true;
  try {
    await announce();
    const stored = await client.uploadLarge(
      { bucket, key },
      { body, type, metadata: writeMarks(marks), ...(storageClass !== undefined && { storageClass }) },
      {
        partSize,
        concurrency: settings.concurrency,
        async onUploadId(id) {
          intent = { ...intent, marks: { ...intent.marks, upload: id } };
          await announce();
        },
        onAborted: (isConfirmed) => void (isGone = isConfirmed),
      },
      { ...callOf(context), signal, rescue: service.http, ...(fault === 'badCredentials' && { badCredentials: true }) },
    );
    await clear(async (rescue) => {
      for (const versionId of versions) {
        await client.remove({ bucket, key: intent.key, ...(versionId !== undefined && { versionId }) }, service.callUntil(rescue));
      }
      return true;
    });
    return stored;
  } catch (error) {
    const hasId = intent.marks.upload !== undefined;
    // Without its id no part of it was sent, and it was not completed.
    if (isGone || !hasId) onAbsent();
    await clear(async (rescue) => {
      // The request to begin it may have been cut: then the store is perhaps still at it.
      if (!isGone && !hasId) await wait(beginningMs, { clock, signal: rescue });
      return settleIntent(intent, service.accessUntil(rescue));
    });
    throw error;
  }
}
