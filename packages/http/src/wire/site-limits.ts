import { RushhourError, type Clock } from '@rushhour/core';
import type { Identity } from '../session/request-headers.ts';
import { showTarget } from '../target/target.ts';
import { createRobotsNotice } from './robots-notice.ts';
import { createRobots, type Robots } from './robots.ts';
import { withSiteLine } from './site-line.ts';
import type { WireDispatch } from './wire.ts';

/** Requests a second to an origin that is not owned. */
const requestsPerSecond = 5;

/** Settings of the limits. */
export interface SiteLimitsSettings {
  readonly clock: Clock;
  readonly identity: Identity;
  /** Told of what robots.txt disallows. */
  readonly warn: (message: string) => void;
}

/** What holds for origins that are not owned. */
export interface SiteLimits {
  /** Holds their requests to robots.txt and a rate; the pool holds them to few connections. Owned ones pass. */
  readonly dispatch: WireDispatch;
  /** Whether a URL of theirs may be gone to, as far as robots.txt of its origin was read by now. */
  permits(url: URL): boolean;
}

interface Site {
  readonly robots: Robots;
  readonly inTurn: WireDispatch;
}

/** Makes the limits of one transport. */
export function createSiteLimits(next: WireDispatch, { clock, identity, warn }: SiteLimitsSettings): SiteLimits {
  const sites = new Map<string, Site>();
  const tell = createRobotsNotice(warn);

  const siteOf = (origin: string): Site => {
    const known = sites.get(origin);
    if (known !== undefined) return known;
    const inTurn = withSiteLine(next, { clock, intervalMs: 1000 / requestsPerSecond });
    const site: Site = { robots: createRobots({ origin, identity, clock, dispatch: inTurn }), inTurn };
    sites.set(origin, site);
    return site;
  };

  return {
    dispatch(request, receiver) {
      const { target } = request;
      if (target.rule?.owned !== false) {
        next(request, receiver);
        return;
      }
      const { robots, inTurn } = siteOf(target.origin);
      robots.allows(target).then((isAllowed) => {
        if (receiver.isSettled) return;
        if (isAllowed) {
          inTurn(request, receiver);
          return;
        }
        tell(target);
        const message = `robots.txt of "${target.origin}" does not allow "${showTarget(target)}", or could not be read.`;
        receiver.onFailure(new RushhourError('robots_disallowed', { message }));
      }, receiver.onFailure.bind(receiver));
    },
    permits(url) {
      if (sites.get(url.origin)?.robots.forbids(url.href) !== true) return true;
      tell(url);
      return false;
    },
  };
}
