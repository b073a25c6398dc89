import { createFleetRate, RushhourError, type Clock, type HeldSite, type HttpRun, type Scope, type ScopeRule } from '@rushhour/core';
import type { Identity } from '../session/request-headers.ts';
import { showTarget } from '../target/target.ts';
import { createRobotsNotice } from './robots-notice.ts';
import { createRobots, type Robots } from './robots.ts';
import { createSiteLine, type SiteLine } from './site-line.ts';
import type { SitePauses } from './site-pauses.ts';
import type { WireDispatch } from './wire.ts';

/** Requests a second to an origin that is not owned, where its entry says nothing. */
const unownedPerSecond = 5;

/** Settings of the limits. */
export interface SiteLimitsSettings {
  readonly clock: Clock;
  readonly scope: Scope;
  readonly shard: HttpRun['shard'];
  readonly identity: Identity;
  /** What sites asked for: no action begins there. A request of one that is under way is sent all the same. */
  readonly pauses: SitePauses;
  /** Told of what robots.txt disallows. */
  readonly warn: (message: string) => void;
}

/** What holds for single sites. */
export interface SiteLimits {
  /**
   * Holds requests to the rate of their site, and those to origins that are not owned to robots.txt; the pool holds the latter to few
   * connections. Others pass.
   */
  readonly dispatch: WireDispatch;
  /** Why no action may begin at a URL now. */
  held(url: URL): HeldSite | undefined;
  /** Whether a URL of an origin that is not owned may be gone to, as far as its robots.txt was read by now. */
  permits(url: URL): boolean;
  /** Lets nobody go any more who waits for a turn. */
  close(): void;
}

/** Makes the limits of one transport. */
export function createSiteLimits(next: WireDispatch, { clock, scope, shard, identity, pauses, warn }: SiteLimitsSettings): SiteLimits {
  const tell = createRobotsNotice(warn);
  const robots = new Map<string, Robots>();
  // A rate that is written holds for its entry, the one that is not for all of the origin.
  const lines = new Map<ScopeRule | string, SiteLine>();

  const lineOf = (rule: ScopeRule): SiteLine | undefined => {
    if (rule.owned && rule.ratePerSecond === undefined) return undefined;
    const key = rule.ratePerSecond === undefined ? rule.origin : rule;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const perSecond = rule.ratePerSecond ?? unownedPerSecond;
    const rate = createFleetRate(perSecond, { clock, isEven: !rule.owned, ...(shard !== undefined && { shard }) });
    const line = createSiteLine(next, { clock, rate, intervalMs: (1000 / perSecond) * (shard?.count ?? 1) });
    lines.set(key, line);
    return line;
  };

  const robotsOf = (origin: string, line: SiteLine): Robots => {
    const known = robots.get(origin);
    if (known !== undefined) return known;
    const made = createRobots({ origin, identity, clock, dispatch: line.dispatch });
    robots.set(origin, made);
    return made;
  };

  const hasRates = scope.rules.some((rule) => !rule.owned || rule.ratePerSecond !== undefined);

  return {
    dispatch(request, receiver) {
      const { target } = request;
      const { rule } = target;
      const line = rule === undefined ? undefined : lineOf(rule);
      if (rule === undefined || line === undefined) {
        next(request, receiver);
        return;
      }
      if (rule.owned) {
        line.dispatch(request, receiver);
        return;
      }
      robotsOf(target.origin, line)
        .allows(target)
        .then((isAllowed) => {
          if (receiver.isSettled) return;
          if (isAllowed) {
            line.dispatch(request, receiver);
            return;
          }
          tell(target);
          const message = `robots.txt of "${target.origin}" does not allow "${showTarget(target)}", or could not be read.`;
          receiver.onFailure(new RushhourError('robots_disallowed', { message }));
        }, receiver.onFailure.bind(receiver));
    },
    held(url) {
      // Asked before every action; most runs know neither.
      if (!hasRates && !pauses.hasAny) return undefined;
      const rule = scope.ruleFor(url);
      if (rule === undefined) return undefined;
      const pausedUntil = rule.retryAfter ? pauses.until(rule.origin) : undefined;
      if (pausedUntil !== undefined) return { reason: 'paused', until: pausedUntil };
      const freeAt = lineOf(rule)?.freeAt();
      return freeAt === undefined || freeAt <= clock.now() ? undefined : { reason: 'rate_cap', until: freeAt };
    },
    permits(url) {
      if (robots.get(url.origin)?.forbids(url.href) !== true) return true;
      tell(url);
      return false;
    },
    close() {
      for (const line of lines.values()) line.close();
    },
  };
}
