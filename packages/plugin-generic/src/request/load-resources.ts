import { defaultExpect, isExpected, type HttpResource, type HttpSession } from '@rushhour/core';
import { unexpectedStatus } from './unexpected-status.ts';
import { untilCut } from './until-cut.ts';

/** Requests a browser has on the wire at a time, per origin. */
const perOrigin = 6;

/** What loading is bound to. */
export interface LoadOptions {
  readonly http: HttpSession;
  readonly signal: AbortSignal;
}

/**
 * Loads what belongs to a page as a browser does: up to six at a time per origin, in document order, all of them even when one fails.
 *
 * @throws RushhourError that of the first resource in document order that failed.
 */
export async function loadResources(resources: readonly HttpResource[], { http, signal }: LoadOptions): Promise<void> {
  const failures = new Map<HttpResource, unknown>();
  const load = async (resource: HttpResource) => {
    try {
      const { url, destination } = resource;
      const { status } = await http.send({ url, destination, keep: false, limits: untilCut });
      if (!isExpected(defaultExpect, status)) throw unexpectedStatus(status, url);
    } catch (error) {
      failures.set(resource, error);
    }
  };
  const work = async (queue: Iterator<HttpResource>) => {
    for (let next = queue.next(); next.done !== true && !signal.aborted; next = queue.next()) await load(next.value);
  };
  const queues = [...Map.groupBy(resources, ({ url }) => new URL(url).origin).values()].map((group) => group.values());
  await Promise.all(queues.flatMap((queue) => Array.from({ length: perOrigin }, () => work(queue))));
  const failed = resources.find((resource) => failures.has(resource));
  if (failed !== undefined) throw failures.get(failed);
  signal.throwIfAborted();
}
