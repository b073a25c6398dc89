import { RushhourError, type ActionContext } from '@rushhour/core';
import { z } from 'zod';
import type { S3Settings } from '../config/s3-settings.ts';
import { count } from '../params/count.ts';
import { markerOf } from '../targets/marker.ts';
import { parseObjectTarget, type ObjectTarget } from '../targets/object-target.ts';
import { openFolder } from './open-folder.ts';
import { readObject } from './read-object.ts';
import { s3Action, type FolderListing, type S3Session } from './s3-session.ts';

const params = z.strictObject({
  what: z.enum(['object', 'folder', 'any']).default('any').describe('What is chosen of the folder.'),
  pages: count(1000).optional().describe('Pages of a folder to look at. Default all, up to 10.'),
  pageSize: count(1000).optional().describe('Entries on a page. Default that of the store.'),
});

type FollowContext = ActionContext<S3Session, z.output<typeof params>, ObjectTarget | undefined>;

/** Makes `follow`: opens a folder or reads an object of what the user has open; with a target, opens that first unless it is open. */
export function createFollow(settings: S3Settings) {
  return s3Action({
    description: 'Reads an object or opens a folder of the last listing.',
    params,
    withoutPage: true,
    prepare: ({ target }) => target && parseObjectTarget(target, settings),
    async run(context: FollowContext) {
      const { params: given } = context;
      const listing = context.hasTarget ? await listingAt(settings, context) : context.session.listing;
      if (listing === undefined) throw new RushhourError('no_page', { message: 'There is no folder open to follow something of.' });
      const { bucket, prefix, objects, folders } = listing;
      const chosen = choose(listing, context);
      if (chosen === undefined) {
        throw new RushhourError('no_link', {
          message: `The folder "${markerOf({ bucket, key: prefix })}" has nothing of the kind "${given.what}".`,
        });
      }
      if (chosen < objects.length) return { bytesReceived: await readObject({ bucket, key: objects[chosen] ?? '' }, {}, context) };
      await openFolder({ bucket, prefix: folders[chosen - objects.length] ?? '' }, given, context);
      return undefined;
    },
  });
}

/** Draws the position of an object, or after them of a folder; no object that is about to be removed. Undefined when there is nothing. */
function choose({ bucket, objects, folders }: FolderListing, { random, ledger, params: { what } }: FollowContext): number | undefined {
  const first = what === 'folder' ? objects.length : 0;
  const last = what === 'object' ? objects.length : objects.length + folders.length;
  let choices = Array.from({ length: last - first }, (_, index) => first + index);
  for (;;) {
    const chosen = random.pick(choices);
    const key = chosen === undefined ? undefined : objects[chosen];
    if (key === undefined || ledger.use(markerOf({ bucket, key }))) return chosen;
    choices = choices.filter((choice) => choice !== chosen);
  }
}

async function listingAt(settings: S3Settings, context: FollowContext): Promise<FolderListing> {
  const place = context.prepared ?? parseObjectTarget(context.target, settings);
  const { listing } = context.session;
  if (listing !== undefined && listing.bucket === place.bucket && listing.prefix === place.prefix) return listing;
  return openFolder(place, context.params, context);
}
