import type { ActionContext } from '@rushhour/core';
import { isVisible } from '../catalog/catalogues.ts';
import { controlKind } from '../created/control-keys.ts';
import { folderPrefix } from '../targets/object-key.ts';
import type { ObjectTarget } from '../targets/object-target.ts';
import { callOf, type FolderListing, type S3Session } from './s3-session.ts';

/** How much of a folder is looked at. */
export interface FolderPages {
  /** @default 10 */
  readonly pages?: number | undefined;
  /** Entries on a page. @default that of the store, 1000 */
  readonly pageSize?: number | undefined;
}

/** What a user remembers of a folder at most, objects and folders each. */
const mostEntries = 1000;

/** Lists a folder page by page, as a person scrolls through it; it becomes what the user has open. */
export async function openFolder(
  { bucket, prefix }: ObjectTarget,
  { pages = 10, pageSize }: FolderPages,
  context: Pick<ActionContext<S3Session>, 'session' | 'startSpan' | 'signal'>,
): Promise<FolderListing> {
  const { session, signal } = context;
  const objects: string[] = [];
  const folders: string[] = [];
  session.listing = undefined;
  // A bucket that may be made is empty until then, and not missing.
  if (session.service.settings.createBuckets) await session.service.buckets.ensure(bucket, signal);
  let continuationToken: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const listed = await session.service.client.list(
      {
        bucket,
        prefix: folderPrefix(prefix),
        delimiter: '/',
        ...(pageSize !== undefined && { pageSize }),
        ...(continuationToken !== undefined && { continuationToken }),
      },
      callOf(context),
    );
    for (const { key } of listed.objects) if (isVisible(key) && objects.length < mostEntries) objects.push(key);
    for (const folder of listed.prefixes) {
      const name = folder.replace(/\/$/, '');
      if (controlKind(name) === undefined && folders.length < mostEntries) folders.push(name);
    }
    continuationToken = listed.nextToken;
    if (continuationToken === undefined) break;
  }
  return (session.listing = { bucket, prefix, objects, folders });
}
