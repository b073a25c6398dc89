import { actionFor, type ActionContext, type HttpSession } from '@rushhour/core';
import type { S3Call } from '../client/s3-client.ts';
import type { S3Service } from '../service/s3-service.ts';
import type { ObjectTarget } from '../targets/object-target.ts';

/** What one user keeps with the plugin. */
export interface S3Session {
  /** Shared with every other plugin of the user. */
  readonly http: HttpSession;
  readonly service: S3Service;
  /** What the user has open. */
  listing: FolderListing | undefined;
}

/** A folder as a user sees it. */
export interface FolderListing extends ObjectTarget {
  /** Keys of the objects in it. */
  readonly objects: readonly string[];
  /** Prefixes of the folders in it, without a slash at their ends. */
  readonly folders: readonly string[];
}

/** Types an action of the plugin. */
export const s3Action = actionFor<S3Session>();

/** A call of the user whose action it is: the engine cuts and measures it. */
export function callOf(context: Pick<ActionContext<S3Session>, 'session' | 'startSpan'>): S3Call {
  return { http: context.session.http, startSpan: (name, attributes) => context.startSpan(name, attributes) };
}
