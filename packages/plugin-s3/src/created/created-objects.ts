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

/** The places without those that lie in another one. */
function outermost(places: readonly ObjectTarget[]): readonly ObjectTarget[] {
  const isIn = (inner: ObjectTarget, outer: ObjectTarget) =>
    inner.bucket === outer.bucket && (outer.prefix === '' || `${inner.prefix}/`.startsWith(`${outer.prefix}/`));
  return places.filter((place, index) =>
    places.every((other, at) => at === index || !isIn(place, other) || (isIn(other, place) && index < at)),
  );
}
