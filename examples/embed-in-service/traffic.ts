import { follow, open, scenario, ScenarioRunner, type RunSummary } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '@rushhour/plugin-generic';

/** Traffic in the background of a service. */
export interface Traffic {
  /** What the service tells of it. */
  status(): { readonly phase: string; readonly started: number; readonly ok: number; readonly failed: number };
  /** Stops gracefully: actions under way may end. Resolves with the account of the run. */
  stop(): Promise<RunSummary>;
}

/** Starts playing visitors against a site, until it is stopped. A mistake in the options ends up in `stop`. */
export function startTraffic({
  site,
  users,
  log,
}: {
  readonly site: string;
  readonly users: number;
  readonly log: (line: string) => void;
}): Traffic {
  const runner = new ScenarioRunner({
    scenarios: [
      scenario('visit', { order: 'random', base: site, think: '0-100ms' }, [
        open('/'),
        open('/about'),
        follow('/', { href: '/products/' }),
      ]),
    ],
    plugins: [generic()],
    http: createHttp({ contact: 'traffic@service.example' }),
    allow: [site],
    users,
    stop: { drain: '5s' },
  });
  runner.on('warning', ({ message }) => log(`traffic: ${message}`));
  runner.on('phase', ({ phase, reason }) => log(`traffic: ${phase} (${reason})`));
  const running = runner.run();
  // Told by `stop`; without this line a mistake in the options would be an unhandled rejection until then.
  running.catch(() => undefined);
  return {
    status() {
      const { started = 0, ok = 0, failed = 0 } = runner.summary()?.actions ?? {};
      return { phase: runner.phase, started, ok, failed };
    },
    stop() {
      runner.stop('the service is stopping');
      return running;
    },
  };
}
