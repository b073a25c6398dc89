import { isRushhourError, type CreatedThing, type Removal } from '@rushhour/core';
import type { ObjectVersionAddress } from '../client/s3-client.ts';
import { forEachOf } from '../service/for-each-of.ts';
import { parseMarker } from '../targets/marker.ts';
import { controlKind } from './control-keys.ts';
import { readMarks, type ObjectMarks } from './object-marks.ts';
import type { StoreAccess } from './store-access.ts';
import { intentOf, settleIntent } from './upload-intent.ts';

/** What removal is done with. */
export interface RemovalContext extends StoreAccess {
  /** Told of each object that is gone. */
  readonly onGone: (object: ObjectVersionAddress) => void;
}

/** A thing on its way: where it is, as far as it may be removed, or what became of it. */
interface Candidate {
  readonly thing: CreatedThing;
  doomed?: ObjectVersionAddress;
  removal?: Removal;
}

const atOnce = 16;
/** What one DeleteObjects takes. */
const batchSize = 1000;
/** The store tells whole seconds, so two processes may differ a little on when a thing expires. */
const expiryToleranceMs = 10_000;

/**
 * Removes things: each is looked at again and removed only if it still says that it is the one, then looked for, and only what is not found is
 * `removed`.
 */
export async function removeCreated(things: readonly CreatedThing[], context: RemovalContext): Promise<readonly Removal[]> {
  const candidates = things.map((thing): Candidate => ({ thing }));
  await forEach(candidates, (candidate) => examine(candidate, context));
  const byBucket = Map.groupBy(candidates.filter(isDoomed), ({ doomed }) => doomed.bucket);
  for (const [bucket, doomed] of byBucket) {
    for (let at = 0; at < doomed.length; at += batchSize) await removeBatch(bucket, doomed.slice(at, at + batchSize), context);
  }
  return candidates.map(({ thing, removal }) => removal ?? { marker: thing.marker, outcome: 'failed', message: 'It was not looked at.' });
}

type DoomedCandidate = Candidate & { readonly doomed: ObjectVersionAddress };

const isDoomed = (candidate: Candidate): candidate is DoomedCandidate => candidate.doomed !== undefined;

/** Finds out what a thing is by now: settles it, or says what is to be removed. */
async function examine(candidate: Candidate, context: RemovalContext): Promise<void> {
  const { thing } = candidate;
  const { client, call, retried } = context;
  const address = parseMarker(thing.location ?? '') ?? parseMarker(thing.marker);
  if (address === undefined) return settle(candidate, 'failed', 'Its marker is not that of an object.');
  const head = await retried(() => client.head(address, call));
  if (head === undefined) {
    context.onGone(address);
    return settle(candidate, 'absent');
  }
  const mayBeIntent = controlKind(address.key) === 'intent' && address.versionId === undefined;
  const intent = mayBeIntent ? intentOf(address, head) : undefined;
  if (intent !== undefined) {
    if (intent.marks.run !== thing.run) return settle(candidate, 'foreign');
    if (await settleIntent(intent, context)) return settle(candidate, 'removed');
    return settle(candidate, 'failed', 'The store does not confirm that nothing of the upload is left.');
  }
  const marks = readMarks(head);
  if (marks === undefined || !isSame(marks, thing, client.clockOffsetMs)) return settle(candidate, 'foreign');
  // With its version, else a bucket that keeps versions would only hide it.
  const { bucket, key } = address;
  candidate.doomed = { bucket, key, ...(head.versionId !== undefined && { versionId: head.versionId }) };
}

function isSame({ run, expires }: ObjectMarks, thing: CreatedThing, offsetMs: number): boolean {
  if (run !== thing.run) return false;
  if (expires === undefined || thing.expiresAt === undefined) return expires === thing.expiresAt;
  return Math.abs(expires - offsetMs - thing.expiresAt) <= expiryToleranceMs;
}

async function removeBatch(bucket: string, batch: readonly DoomedCandidate[], context: RemovalContext): Promise<void> {
  const { client, call, retried } = context;
  try {
    const answers = await retried(() =>
      client.removeMany(
        bucket,
        batch.map(({ doomed: { key, versionId } }) => ({ key, ...(versionId !== undefined && { versionId }) })),
        call,
      ),
    );
    answers.forEach(({ error }, index) => {
      const candidate = batch[index];
      if (candidate !== undefined && error !== undefined) settle(candidate, 'failed', `${error.code}: ${error.message}`);
    });
  } catch (error) {
    // Some may be gone all the same: each is looked for.
    for (const candidate of batch) settle(candidate, 'failed', messageOf(error));
  }
  await forEach(batch, async (candidate) => {
    const head = await retried(() => client.head(candidate.doomed, call));
    if (head !== undefined) return settle(candidate, 'failed', candidate.removal?.message ?? 'It is still there.');
    context.onGone(candidate.doomed);
    return settle(candidate, 'removed');
  });
}

function settle(candidate: Candidate, outcome: Removal['outcome'], message?: string): void {
  candidate.removal = { marker: candidate.thing.marker, outcome, ...(message !== undefined && { message }) };
}

/** Works on each, a few at the same time; what goes wrong with one is its own. */
async function forEach<One extends Candidate>(candidates: readonly One[], work: (candidate: One) => Promise<void>): Promise<void> {
  await forEachOf(candidates, atOnce, (candidate) =>
    work(candidate).catch((error: unknown) => settle(candidate, 'failed', messageOf(error))),
  );
}

function messageOf(error: unknown): string {
  if (isRushhourError(error)) return `${error.type}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
