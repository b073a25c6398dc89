import type { Clock, Random } from '@rushhour/core';
import type { ObjectAddress, S3Call, S3Client } from '../client/s3-client.ts';
import { controlKind } from '../created/control-keys.ts';
import { createSharedAttempts, type SharedAttempts } from '../service/shared-attempts.ts';
import { untilAborted } from '../service/until-aborted.ts';
import { folderPrefix } from '../targets/object-key.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { createObjectCatalogue, type ObjectCatalogue } from './object-catalogue.ts';

/** What exists in the places that users download from, a bounded number of them: targets may have names in them that each play has anew. */
export interface Catalogues {
  /** Draws a key below a place, in folders too; undefined when there is nothing. Reads the place first where that is due. */
  draw(place: ObjectTarget, draws: { readonly random: Random; readonly signal: AbortSignal }): Promise<string | undefined>;
  /** An object was stored: it can be drawn at once. */
  add(object: ObjectAddress): void;
  /** An object is gone: it is not drawn again. */
  remove(object: ObjectAddress): void;
}

/** Makes {@link Catalogues} that reads with the calls of the service. */
export function createCatalogues(client: S3Client, { call, clock }: { readonly call: S3Call; readonly clock: Clock }): Catalogues {
  const byPlace = new Map<string, Place>();

  /** The one that was asked for longest ago makes room. */
  const enter = (name: string): Place => {
    const place = byPlace.get(name) ?? { catalogue: createObjectCatalogue(clock), attempts: createSharedAttempts() };
    byPlace.delete(name);
    byPlace.set(name, place);
    const [oldest] = byPlace.keys();
    if (byPlace.size > mostPlaces && oldest !== undefined) byPlace.delete(oldest);
    return place;
  };

  /** Those of the folders a key lies in. */
  function* holding({ bucket, key }: ObjectAddress): Iterable<ObjectCatalogue> {
    for (let end = 0; end !== -1; end = key.indexOf('/', end + 1)) {
      const place = byPlace.get(nameOf({ bucket, prefix: key.slice(0, end) }));
      if (place !== undefined) yield place.catalogue;
    }
  }

  return {
    async draw(place, { random, signal }) {
      const name = nameOf(place);
      const { catalogue, attempts } = enter(name);
      const { refresh } = catalogue;
      if (catalogue.isStale)
        await untilAborted(
          attempts.once(name, () => refresh(() => visibleKeys(client, place, call))),
          signal,
        );
      return catalogue.draw(random);
    },
    add(object) {
      for (const catalogue of holding(object)) catalogue.add(object.key);
    },
    remove(object) {
      for (const catalogue of holding(object)) catalogue.remove(object.key);
    },
  };
}

/** Each holds some thousand keys at most. */
const mostPlaces = 300;

interface Place {
  readonly catalogue: ObjectCatalogue;
  /** To read it. */
  readonly attempts: SharedAttempts;
}

const nameOf = ({ bucket, prefix }: ObjectTarget) => `${bucket}/${prefix}`;

/** The keys below a place that people see, in the order of the store. */
async function* visibleKeys(client: S3Client, { bucket, prefix }: ObjectTarget, call: S3Call): AsyncGenerator<string> {
  let continuationToken: string | undefined;
  do {
    const page = await client.list(
      { bucket, prefix: folderPrefix(prefix), ...(continuationToken !== undefined && { continuationToken }) },
      call,
    );
    for (const { key } of page.objects) if (isVisible(key)) yield key;
    continuationToken = page.nextToken;
  } while (continuationToken !== undefined);
}

/** Whether a key is a file people see: neither our own, nor the empty object some tools make for a folder. */
export function isVisible(key: string): boolean {
  return !key.endsWith('/') && controlKind(key) === undefined;
}
