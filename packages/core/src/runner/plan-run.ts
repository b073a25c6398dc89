import { createNoopMeter, ProxyTracerProvider } from '@opentelemetry/api';
import { randomInt } from 'node:crypto';
import { RushhourError } from '../errors/rushhour-error.ts';
import type { Execution } from '../execution/execution.ts';
import type { PreparedScenario } from '../execution/step.ts';
import { ledgerPolicy } from '../ledger/created-policy.ts';
import { createLedger } from '../ledger/ledger.ts';
import { loadLength } from '../pace/load-level.ts';
import type { Group } from '../people/person.ts';
import type { Plan } from '../plan/plan.ts';
import { meanThink } from '../scenario/mean-think.ts';
import { systemClock } from '../support/clock.ts';
import { createFixedDelay } from '../support/fixed-delay.ts';
import { createSimulatedClock } from '../support/simulated-clock.ts';
import { createRunTelemetry } from '../telemetry/run-telemetry.ts';
import { forecast, type Forecast } from '../people/forecast.ts';
import type { ActionStartEvent } from './events.ts';
import { prepareRun, type PreparedRun } from './prepare-run.ts';
import { createRunStatistics } from '../account/run-statistics.ts';
import { createRunUsers } from './run-users.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { chooseScenarios } from '../users/scenario-choice.ts';
import { createUserLoop } from '../users/user-loop.ts';
import type { UserWorld } from '../users/user-world.ts';

/** A run before it is run. */
export interface PlannedRun {
  readonly forecast: Forecast;
  /** The seed: the one given, or the one drawn. */
  readonly seed: string;
  /** Every arrival of the window, in batches in the order of time. */
  arrivals(): AsyncIterable<readonly PlannedArrival[]>;
}

/** One intended action. Its target is as it is written: what is known only in the run is left in braces, and a link of the current page is empty. */
export interface PlannedArrival extends Pick<
  ActionStartEvent,
  'user' | 'profile' | 'scenario' | 'play' | 'index' | 'action' | 'target' | 'step'
> {
  /** Milliseconds of the real clock from the start of the window. */
  readonly at: number;
  /** The same in simulated time, milliseconds since 1970-01-01 UTC. */
  readonly simulatedAt: number;
}

/** What is planned. */
export interface PlanWindow {
  /** Simulated time it begins at, in milliseconds since 1970-01-01 UTC. @default when the run would begin */
  readonly fromMs?: number;
  /** How long it is, in milliseconds of simulated time. @default the duration of the run, else that of its loads, else a day */
  readonly lengthMs?: number;
  /** How long every action is assumed to take, in milliseconds of real time. @default 0 */
  readonly assumeMs?: number;
  /** Buckets of the forecast, in milliseconds of simulated time. @default an hour, a minute for windows up to two hours */
  readonly bucketMs?: number;
}

/** Arrivals gathered before they are handed out. */
const batchLength = 1000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * Plans a run without one request: what is expected of everybody, and every arrival. The arrivals are those of the run: the same code plays
 * the same users on a simulated clock, with actions that only pass the time that is assumed.
 *
 * @throws RushhourError as `ScenarioRunner.run` does
 */
export async function planRun(options: ScenarioRunnerOptions, window: PlanWindow = {}): Promise<PlannedRun> {
  const prepared = await prepareRun(options);
  const { settings } = prepared;
  const { plan } = settings;
  const seed = String(options.seed ?? randomInt(2 ** 47));
  const statistics = createRunStatistics({ users: () => 0, startedAt: 0 });
  const users = createRunUsers(prepared, { options, seed, statistics, clock: options.clock ?? systemClock, startMs: window.fromMs });
  const { startMs } = users;
  const lengthMs = window.lengthMs ?? plan.durationMs ?? longestLoad(plan) ?? dayMs;
  const { assumeMs = 0 } = window;
  const cycleMs = (group: Group) => meanCycleMs(group, prepared) + assumeMs * plan.speed;

  return {
    seed,
    forecast: forecast(users.population, {
      fromMs: startMs,
      toMs: startMs + lengthMs,
      bucketMs: window.bucketMs ?? (lengthMs <= 2 * hourMs ? 60_000 : hourMs),
      cycleMs,
    }),
    arrivals: () => arrivals({ prepared, options, seed, startMs, assumeMs, lengthMs, cycleMs }),
  };
}

async function* arrivals({
  prepared,
  options,
  seed,
  startMs,
  assumeMs,
  lengthMs,
  cycleMs,
}: {
  readonly prepared: PreparedRun;
  readonly options: ScenarioRunnerOptions;
  readonly seed: string;
  readonly startMs: number;
  readonly assumeMs: number;
  readonly lengthMs: number;
  readonly cycleMs: (group: Group) => number;
}): AsyncGenerator<readonly PlannedArrival[]> {
  const { plan } = prepared.settings;
  const { clock, advanceTo } = createSimulatedClock();
  const statistics = createRunStatistics({ users: () => 0, startedAt: 0 });
  const users = createRunUsers(prepared, { options, seed, statistics, clock, startMs });
  const endless = users.population.groups.find((group) => group.profile.pace.kind === 'closed' && cycleMs(group) === 0);
  if (endless !== undefined) {
    throw new RushhourError('option_invalid', {
      message: `The profile "${endless.profile.name}" never waits: without time for actions it would do endlessly many at once.`,
      hint: 'Assume how long an action takes (`--assume 200ms`).',
    });
  }
  let batch: PlannedArrival[] = [];
  const underWay = createFixedDelay<Execution>(clock, assumeMs, (execution) => execution.succeed());
  const pass = (execution: Execution) => {
    const { actor, step } = execution;
    batch.push({
      at: execution.intendedAt,
      simulatedAt: users.startMs + execution.intendedAt * plan.speed,
      user: actor.info.id,
      profile: actor.info.profile,
      scenario: execution.scenario,
      play: execution.play,
      index: execution.index,
      action: step.instruction.action,
      target: execution.canonical,
      step: step.name,
    });
    if (assumeMs === 0) execution.succeed();
    else underWay.add(execution);
  };
  const telemetry = createRunTelemetry({
    run: 'plan',
    seed,
    tracerProvider: new ProxyTracerProvider(),
    meterProvider: { getMeter: createNoopMeter },
  });
  // Actions only pass the time: nothing of this is asked for.
  const world: UserWorld = {
    run: 'plan',
    clock,
    ledger: createLedger({ run: 'plan', wallTime: clock.wallTime, policy: ledgerPolicy(plan.created, plan) }),
    transport: undefined,
    content: undefined,
    services: { of: () => undefined, close: async () => undefined },
    telemetry,
    sizeScale: plan.sizeScale,
    size: users.size,
    word: 'plan',
    simulatedNow: () => users.startMs + clock.now() * plan.speed,
  };
  const loop = createUserLoop({
    run: 'plan',
    clock,
    users: users.create(world),
    size: users.size,
    telemetry,
    execute: pass,
    startMs: users.startMs,
    speed: plan.speed,
    cap: users.cap,
    held: () => undefined,
    observer: {
      playStarted: () => undefined,
      playEnded: () => undefined,
      dropped: () => undefined,
      warn: () => undefined,
      idle: () => undefined,
      unwinding: () => undefined,
    },
  });
  const endMs = lengthMs / plan.speed;
  const stepMs = Math.min(60_000 / plan.speed, endMs);
  let isOver = false;
  loop.start(endMs, () => {
    isOver = true;
    loop.drain();
  });
  for (let atMs = 0; !isOver;) {
    atMs = Math.min(endMs, atMs + stepMs);
    advanceTo(atMs);
    if (batch.length < batchLength && !isOver) continue;
    const taken = batch;
    batch = [];
    if (taken.length > 0) yield taken;
  }
}

/** How long the longest load is, where everybody has one. */
function longestLoad({ profiles }: Plan): number | undefined {
  const lengths = profiles.map(({ load }) => (load === undefined ? Infinity : loadLength(load)));
  const longest = Math.max(...lengths);
  return longest === Infinity ? undefined : longest;
}

/** The mean time from one action to the next of somebody with a closed pace, without the actions themselves. */
function meanCycleMs({ profile }: Group, { scenarios, reserved }: PreparedRun): number {
  const { pace } = profile;
  if (pace.kind === 'open') return 0;
  if (pace.override) return meanThink(pace.think);
  const { weights } = chooseScenarios(profile, { scenarios, reserved });
  let sum = 0;
  let total = 0;
  for (const [scenario, weight] of weights) {
    const steps = lengthOf(scenario) * weight;
    sum += steps * meanStepThink(scenario, (think) => meanThink(think ?? pace.think));
    total += steps;
  }
  return total === 0 ? meanThink(pace.think) : sum / total;
}

/** How many actions a play has; of a chain the most it can have. */
function lengthOf({ order, steps, scenario }: PreparedScenario): number {
  return order === 'sequential' || order === 'shuffle' ? steps.length : steps.length * scenario.draws;
}

function meanStepThink({ order, steps }: PreparedScenario, mean: (think: PreparedScenario['steps'][number]['think']) => number): number {
  const weightOf = (step: PreparedScenario['steps'][number]) => (order === 'weighted' ? (step.instruction.weight ?? 1) : 1);
  const total = steps.reduce((all, step) => all + weightOf(step), 0);
  return total === 0 ? 0 : steps.reduce((all, step) => all + weightOf(step) * mean(step.think), 0) / total;
}
