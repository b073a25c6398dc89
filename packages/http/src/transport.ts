import type { SecureContext } from 'node:tls';
import { RushhourError, type HttpRequest, type HttpRun, type HttpTransport, type Timer } from '@rushhour/core';
import { createGuardedLookup } from './connect/guarded-lookup.ts';
import { createOpenSocket } from './connect/open-socket.ts';
import { createOpenTunnel } from './connect/open-tunnel.ts';
import type { ParsedHttpOptions } from './parse-http-options.ts';
import { prepareRequest, type PreparedRequest, type RequestDefaults } from './session/prepared-request.ts';
import { Session } from './session/session.ts';
import { createTargetTable } from './target/target.ts';
import type { TrackedExchange, TransportContext } from './transport-context.ts';
import { OriginPool } from './wire/origin-pool.ts';
import { withScopeGuard } from './wire/scope-guard.ts';
import { createSiteLimits } from './wire/site-limits.ts';
import { createSitePauses } from './wire/site-pauses.ts';
import { createUserLink } from './wire/user-link.ts';
import { WireExchange, type WireContext } from './wire/wire-exchange.ts';
import { WireStatistics } from './wire/wire-statistics.ts';
import { createWireTracer } from './wire/wire-tracer.ts';
import type { WireDispatch } from './wire/wire.ts';

/** Connections to an origin that is not owned. */
const unownedConnections = 6;
const fewestConnections = 16;
const mostConnections = 1024;
/** Requests that may wait for a connection to one origin. */
const mostWaiting = 65_536;

const defaults = {
  navigate: { destination: 'document', keep: false },
  send: { destination: '*', keep: true },
} as const satisfies Record<string, RequestDefaults>;

/** Opens the transport of one run: `scope guard -> limits -> pool`, each exchange on the wire measured. */
export function createTransport(options: ParsedHttpOptions, secureContext: SecureContext | undefined, run: HttpRun): HttpTransport {
  const { clock, scope } = run;
  const { source, proxy, hosts } = options;
  const statistics = new WireStatistics();
  const pauses = createSitePauses(clock, run.warn);
  const wireContext: WireContext = {
    clock,
    statistics,
    pauses,
    tracer: source.trace === undefined ? undefined : createWireTracer(source.trace, run.warn),
  };
  const tunnel = proxy === undefined ? undefined : createOpenTunnel(proxy, options.connectMs);
  const pools = new Map<string, OriginPool>();
  let isClosed = false;

  const makePool = (origin: string): OriginPool => {
    const rules = scope.rules.filter((rule) => rule.origin === origin);
    const maxConnections = rules.some((rule) => !rule.owned)
      ? Math.min(unownedConnections, options.connections ?? unownedConnections)
      : (options.connections ?? Math.min(mostConnections, Math.max(fewestConnections, run.users)));
    const openSocket = createOpenSocket({
      clock,
      statistics,
      connectMs: options.connectMs,
      http2: options.http2,
      tunnel,
      secureContext,
      lookup: createGuardedLookup({
        privateAllowed: rules.some((rule) => rule.privateAllowed),
        hosts,
        lookup: source.lookup,
      }),
    });
    const pool = new OriginPool({
      origin,
      openSocket,
      http2: options.http2,
      idleMs: options.idleMs,
      maxHeaderBytes: options.maxHeaderBytes,
      dispatcher: source.dispatcher?.(origin),
      maxConnections,
      maxWaiting: mostWaiting,
      onWait: () => {
        statistics.connectionLimited = true;
      },
    });
    pools.set(origin, pool);
    return pool;
  };

  const onWire: WireDispatch = (request, receiver) => {
    if (isClosed) {
      receiver.onFailure(new RushhourError('interrupted', { message: 'The transport is closed.' }));
      return;
    }
    const pool = pools.get(request.target.origin) ?? makePool(request.target.origin);
    const exchange = new WireExchange(request, receiver, pool, wireContext);
    receiver.onWire(exchange);
    pool.run(exchange);
  };

  // An array and not a Set: a Set that items come to and go from leaves a chain of dead tables, which keeps every item alive until the next full collection.
  const underWay: TrackedExchange[] = [];
  let sweepAt = Infinity;
  let sweepTimer: Timer | undefined;
  const armSweep = (at: number) => {
    sweepTimer?.cancel();
    sweepAt = at;
    sweepTimer = clock.setTimer(Math.max(1, at - clock.now()), sweep);
  };
  const sweep = () => {
    sweepAt = Infinity;
    sweepTimer = undefined;
    const now = clock.now();
    let nextAt = Infinity;
    for (const exchange of underWay.slice()) {
      if (exchange.deadlineAt <= now) exchange.expire();
      else nextAt = Math.min(nextAt, exchange.deadlineAt);
    }
    if (nextAt !== Infinity && sweepAt === Infinity) armSweep(Math.max(now + 1, nextAt));
  };

  const prepared = { navigate: new WeakMap<HttpRequest, PreparedRequest>(), send: new WeakMap<HttpRequest, PreparedRequest>() };
  const targets = createTargetTable(scope);
  const identity = { userAgent: options.userAgent, run: run.id, headers: options.headers };
  const limits = createSiteLimits(onWire, { clock, scope, shard: run.shard, identity, pauses, warn: run.warn });

  const context: TransportContext = {
    clock,
    targets,
    identity,
    maxRedirects: options.maxRedirects,
    dispatch: withScopeGuard(limits.dispatch),
    inScope(url) {
      const rule = scope.ruleFor(url);
      return rule !== undefined && (rule.owned || limits.permits(url));
    },
    prepare(request, isNavigation) {
      const kind = isNavigation ? 'navigate' : 'send';
      const known = prepared[kind].get(request);
      if (known !== undefined) return known;
      const made = prepareRequest(request, { targets, identity, defaults: defaults[kind] });
      if (Object.isFrozen(request)) prepared[kind].set(request, made);
      return made;
    },
    track(exchange) {
      exchange.place = underWay.push(exchange) - 1;
      if (exchange.deadlineAt < sweepAt) armSweep(exchange.deadlineAt);
    },
    untrack(exchange) {
      const { place } = exchange;
      if (place === -1) return;
      exchange.place = -1;
      const last = underWay.pop();
      if (last === undefined || last === exchange) return;
      underWay[place] = last;
      last.place = place;
    },
  };

  return {
    session: ({ link }) => new Session(context, link === undefined ? undefined : createUserLink(link, clock)),
    held: limits.held,
    statistics: () => statistics.snapshot(),
    async close() {
      isClosed = true;
      const reason = new RushhourError('interrupted', { message: 'The transport was closed.' });
      for (const exchange of underWay.slice()) exchange.cut(reason);
      sweepTimer?.cancel();
      limits.close();
      await Promise.allSettled([...pools.values()].map((pool) => pool.close(reason)));
      pools.clear();
    },
  };
}
