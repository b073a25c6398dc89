import { ledgerPolicy, shortestTtlMs } from '../ledger/created-policy.ts';
import { createLedger } from '../ledger/ledger.ts';
import { createSweeper, type Sweeper } from '../ledger/sweeper.ts';
import type { Clock } from '../support/clock.ts';
import { createRandom } from '../support/random.ts';
import { runWord } from '../support/run-word.ts';
import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import { createPluginServices } from '../users/plugin-services.ts';
import type { UserWorld } from '../users/user-world.ts';
import { createdPlaces } from './created-places.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { RunUsers } from './run-users.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

/** What a world is opened with. */
export interface WorldOptions {
  readonly run: string;
  readonly seed: string;
  readonly clock: Clock;
  readonly options: ScenarioRunnerOptions;
  readonly telemetry: RunTelemetry;
  readonly users: RunUsers;
  /** Simulated time now, in milliseconds since 1970-01-01 UTC. */
  readonly simulatedNow: () => number;
  readonly warn: (message: string) => void;
}

/** What all users of a run share, and what cleans up after them. */
export interface OpenWorld {
  readonly world: UserWorld;
  readonly sweeper: Sweeper;
}

/** Connections a service of a plugin may have to itself. */
const connectionsOfService = 16;

/** Opens the transport, the ledger and the services of a run. Nothing is sent yet. */
export function openWorld(prepared: PreparedRun, worldOptions: WorldOptions): OpenWorld {
  const { run, seed, clock, options, telemetry, users, simulatedNow, warn } = worldOptions;
  const { registry, scenarios, scope } = prepared;
  const { plan, shard } = prepared.settings;
  const policy = ledgerPolicy(plan.created, plan);
  const ledger = createLedger({ run, wallTime: () => clock.wallTime(), policy });
  // What plugins send for themselves is not to stand in line with what users send.
  const serviceCount = registry.plugins.filter(({ createService }) => createService !== undefined).length;
  const transport = options.http?.open({
    id: run,
    scope,
    clock,
    users: users.numbers.length + serviceCount * connectionsOfService,
    shard,
    warn,
  });
  const { placesOf } = createdPlaces(plan, scenarios);
  const services = createPluginServices({ run, clock, random: createRandom(seed), transport, placesOf, warn });
  const sweeper = createSweeper({
    run,
    clock,
    ledger,
    plugins: registry.plugins,
    sweepMs: plan.created.sweepMs,
    leaseMs: plan.created.leaseMs,
    removesAll: policy.removesAll,
    minimumAgeMs: shortestTtlMs(plan.created, plan.speed),
    placesOf,
    shard: shard.index,
    serviceOf: (plugin) => services.of(plugin),
    warn,
  });
  // Where nobody keeps hours, time begins in 1970; what people make is of today all the same.
  const datedFrom = users.startMs === 0 ? clock.wallTime() : 0;
  const world: UserWorld = {
    run,
    clock,
    ledger,
    transport,
    content: options.content,
    services,
    telemetry,
    sizeScale: plan.sizeScale,
    size: users.size,
    word: runWord(run),
    simulatedNow: () => datedFrom + simulatedNow(),
  };
  return { world, sweeper };
}
