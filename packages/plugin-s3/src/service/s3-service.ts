import { isRushhourError, type HttpSession, type ServiceContext } from '@rushhour/core';
import { createCatalogues, type Catalogues } from '../catalog/catalogues.ts';
import { createS3Client } from '../client/create-s3-client.ts';
import type { S3Call, S3Client } from '../client/s3-client.ts';
import type { S3Settings } from '../config/s3-settings.ts';
import { createDoubtfulPuts, type DoubtfulPuts } from '../created/doubtful-puts.ts';
import { createLeases, type Leases } from '../created/leases.ts';
import { createSeenObjects, type SeenObjects } from '../created/seen-objects.ts';
import type { StoreAccess } from '../created/store-access.ts';
import { createUnsettledUploads, type UnsettledUploads } from '../created/unsettled-uploads.ts';
import { parseObjectTarget, type ObjectTarget } from '../targets/object-target.ts';
import { createBuckets, type Buckets } from './buckets.ts';
import { createKnownObjects, type KnownObjects } from './known-objects.ts';
import { withRetries } from './with-retries.ts';

/** What all users of a run share with the plugin. */
export interface S3Service {
  readonly settings: S3Settings;
  readonly client: S3Client;
  readonly clock: ServiceContext<S3Settings>['clock'];
  /** Of the service itself. */
  readonly http: HttpSession;
  readonly buckets: Buckets;
  readonly catalogues: Catalogues;
  readonly known: KnownObjects;
  readonly seen: SeenObjects;
  readonly leases: Leases;
  readonly unsettled: UnsettledUploads;
  readonly doubtful: DoubtfulPuts;
  /** A call of the service, not of a user: nothing of it is measured as an action. */
  callUntil(signal: AbortSignal): S3Call;
  /** How the ledger's work reaches the store until a signal ends it. */
  accessUntil(signal: AbortSignal): StoreAccess;
}

/** Makes the service of a run. */
export function createS3Service({
  config: settings,
  http,
  run,
  places,
  signal: over,
  random,
  clock,
}: Pick<ServiceContext<S3Settings>, 'config' | 'http' | 'run' | 'places' | 'signal' | 'random' | 'clock'>): S3Service {
  const client = createS3Client(settings, { clock });
  const session = http.session();
  const retries = random.fork('retries');
  const callUntil = (signal: AbortSignal): S3Call => ({ http: session, signal });
  const call = callUntil(over);
  const accessUntil = (signal: AbortSignal): StoreAccess => ({
    client,
    call: callUntil(signal),
    retried: (work) => withRetries(work, { clock, random: retries, signal }),
  });
  return {
    settings,
    client,
    clock,
    http: session,
    buckets: createBuckets(client, { call, mayCreate: settings.createBuckets }),
    catalogues: createCatalogues(client, { call, clock }),
    known: createKnownObjects(),
    seen: createSeenObjects(),
    leases: createLeases(run, { places: targetsIn(places, settings), own: accessUntil(over) }),
    unsettled: createUnsettledUploads(),
    doubtful: createDoubtfulPuts(),
    callUntil,
    accessUntil,
  };
}

/** Places as targets; one that leads to no bucket is left to whoever uploads to it to tell. */
function targetsIn(places: readonly URL[], settings: S3Settings): readonly ObjectTarget[] {
  return places.flatMap((place) => {
    try {
      return [parseObjectTarget(place, settings)];
    } catch (error) {
      if (isRushhourError(error)) return [];
      throw error;
    }
  });
}
