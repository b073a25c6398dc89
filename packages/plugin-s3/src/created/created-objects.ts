import type { CreatedThings } from '@rushhour/core';
import type { S3Service } from '../service/s3-service.ts';
import { markerOf } from '../targets/marker.ts';
import { namesBucket, parseObjectTarget, type ObjectTarget } from '../targets/object-target.ts';
import { listCreated } from './list-created.ts';
import { removeCreated } from './remove-created.ts';

/** How the ledger finds and removes what runs have stored. Nothing else ever deletes. */
export const createdObjects: CreatedThings<S3Service> = {
  async *list({ service, run, signal, places, minimumAgeMs, isKnown }) {
    const { settings, clock, seen } = service;
    const targets = outermost(places.map((place) => parseObjectTarget(place, settings)));
    for (const target of targets) {
      yield* listCreated(target, { ...service.accessUntil(signal), clock, run, minimumAgeMs, isKnown, seen });
    }
    seen.endListing();
  },

  // A bucket that has a name in braces in it is known only to the run.
  lists: (place, { settings }) => namesBucket(place, settings),

  async remove(things, { service, signal }) {
    return removeCreated(things, {
      ...service.accessUntil(signal),
      onGone(object) {
        service.known.forget(markerOf(object));
        service.catalogues.remove(object);
      },
    });
  },

  async renew({ service, signal, until }) {
    await service.leases.renew(until, service.accessUntil(signal));
    await service.unsettled.settle(service.accessUntil(signal));
  },

  async release({ service, signal }) {
    try {
      await service.unsettled.settle(service.accessUntil(signal));
      // The last look: by now a store that was cut off has done what it was asked, or never will.
      await service.doubtful.settle(service.accessUntil(signal));
    } finally {
      await service.leases.release(service.accessUntil(signal));
    }
  },
};

/** The places without those that lie in another one: in order, what lies in a place comes right behind it. */
function outermost(places: readonly ObjectTarget[]): readonly ObjectTarget[] {
  const byPath = new Map(places.map((place) => [place.prefix === '' ? `${place.bucket}/` : `${place.bucket}/${place.prefix}/`, place]));
  let last = '';
  return [...byPath.keys()].toSorted(inOrder).flatMap((path) => {
    if (last !== '' && path.startsWith(last)) return [];
    last = path;
    return byPath.get(path) ?? [];
  });
}

/** By code units, unlike `localeCompare`. */
const inOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
