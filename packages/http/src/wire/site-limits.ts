import { RushhourError, type Clock } from '@rushhour/core';
import type { Identity } from '../session/request-headers.ts';
import { showTarget } from '../target/target.ts';
import { createRobots, type Robots } from './robots.ts';
import type { WireDispatch } from './wire.ts';

/** Requests a second to an origin that is not owned. */
const requestsPerSecond = 5;

/** Settings of the limits. */
export interface SiteLimitsSettings {
  readonly clock: Clock;
  readonly identity: Identity;
}

interface Site {
  readonly robots: Robots;
  /** When the next request may go. */
  freeAt: number;
}

/** Holds requests to origins that are not owned to robots.txt and a rate; the pool holds them to few connections. Owned ones pass. */
export function withSiteLimits(next: WireDispatch, { clock, identity }: SiteLimitsSettings): WireDispatch {
  const sites = new Map<string, Site>();

  const inTurn: WireDispatch = (request, receiver) => {
    const { origin } = request.target;
    const site = sites.get(origin);
    const now = clock.now();
    const at = Math.max(now, site?.freeAt ?? now);
    if (site !== undefined) site.freeAt = at + 1000 / requestsPerSecond;
    if (at <= now) {
      next(request, receiver);
      return;
    }
    clock.setTimer(at - now, () => {
      if (!receiver.isSettled) next(request, receiver);
    });
  };

  const siteOf = (origin: string): Site => {
    const known = sites.get(origin);
    if (known !== undefined) return known;
    const site: Site = { robots: createRobots({ origin, identity, clock, dispatch: inTurn }), freeAt: 0 };
    sites.set(origin, site);
    return site;
  };

  return (request, receiver) => {
    const { target } = request;
    if (target.rule?.owned !== false) {
      next(request, receiver);
      return;
    }
    const { robots } = siteOf(target.origin);
    robots.allows(target).then((isAllowed) => {
      if (receiver.isSettled) return;
      if (isAllowed) {
        inTurn(request, receiver);
        return;
      }
      const message = `robots.txt of "${target.origin}" does not allow "${showTarget(target)}", or could not be read.`;
      receiver.onFailure(new RushhourError('robots_disallowed', { message }));
    }, receiver.onFailure.bind(receiver));
  };
}
