import { systemClock, type Clock, type HttpPort } from '@rushhour/core';
import { createHttp, preloadHttp, type HttpOptions } from '@rushhour/http';
import { isVirtualClock } from '../clock/is-virtual-clock.ts';
import { isMeant, type AccessLogFilter } from '../site/access-log.ts';
import { routes, type SiteRoutes } from '../site/routes.ts';
import type { SiteResponder } from '../site/site.ts';
import { MemoryDispatcher } from './memory-dispatcher.ts';
import type { MemoryRequest, MemoryRequestLine } from './memory-request.ts';

/** An HTTP client whose wire lies in memory. */
export interface MemoryHttp extends HttpPort {
  /** Every request that was sent, to any origin, in order. */
  readonly log: readonly MemoryRequest[];
  /** Those that fit. */
  readonly requests: (filter?: AccessLogFilter) => readonly MemoryRequest[];
  /** How many wait for their answer, or are in the middle of it. */
  readonly underWay: () => number;
}

/**
 * Makes the real HTTP client of rushhour over a wire in memory: cookies, redirects, scope and pages are the real ones; there is no socket,
 * no name look-up and no port. Delays pass on the clock of the run.
 *
 * @example
 * ```ts
 * const http = createMemoryHttp({ 'GET /': page({ links: ['/a'] }), 'GET /a': page() });
 * await new ScenarioRunner({ scenarios, plugins: [shop({ baseUrl: 'https://shop.test' })], http, plays: 1 }).run();
 * expect(http.requests({ path: '/a' })).toHaveLength(1);
 * ```
 */
export function createMemoryHttp(site: SiteResponder | SiteRoutes, options: Omit<HttpOptions, 'dispatcher'> = {}): MemoryHttp {
  const respond = typeof site === 'function' ? site : routes(site);
  const log: MemoryRequestLine[] = [];
  let clock: Clock = systemClock;
  const wire = { respond, log, clock: () => clock };
  const port = createHttp({ ...options, dispatcher: (origin) => new MemoryDispatcher(origin, wire) });
  return {
    open(run) {
      clock = run.clock;
      // Or the first page would take as long in virtual time as its parser takes to load in real time.
      if (isVirtualClock(clock)) clock.holdFor(preloadHttp());
      return port.open(run);
    },
    log,
    requests: (filter = {}) => log.filter((entry) => isMeant(entry, filter)),
    underWay: () => log.filter(({ underWay }) => underWay).length,
  };
}
