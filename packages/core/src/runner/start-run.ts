import { createCallHandler } from '../execution/call-handler.ts';
import { composeExecute, type Execute } from '../execution/execute.ts';
import type { PreparedScenario } from '../execution/step.ts';
import { withBreaker } from '../execution/with-breaker.ts';
import { withDeadline } from '../execution/with-deadline.ts';
import { withFaults } from '../execution/with-faults.ts';
import { withTelemetry } from '../execution/with-telemetry.ts';
import type { Plan } from '../plan/plan.ts';
import type { Clock } from '../support/clock.ts';
import { createRunId } from '../support/run-id.ts';
import { createRunTelemetry } from '../telemetry/run-telemetry.ts';
import type { RunAccount } from '../account/account.ts';
import type { RunnerEvents } from './events.ts';
import { followChanges } from './follow-changes.ts';
import { watchGenerator } from '../account/generator-health.ts';
import { guardJournal } from '../journal/guard-journal.ts';
import { openWorld } from './open-world.ts';
import type { PreparedRun } from './prepare-run.ts';
import { createRunStatistics } from '../account/run-statistics.ts';
import { createRunUsers } from './run-users.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { createStopMachine, type StopMachine } from './stop-machine.ts';
import { takeAccount } from '../account/take-account.ts';
import type { TypedEmitter } from './typed-emitter.ts';
import { createUserLoop, type UserLoop } from '../users/user-loop.ts';
import type { VirtualUser } from '../users/virtual-user.ts';
import { watchBlocks } from '../account/watch-blocks.ts';
import { watchThresholds } from '../account/watch-thresholds.ts';
import { withAccount } from './with-account.ts';

/** What a run is started with, beside what was prepared. */
export interface RunStart {
  readonly options: ScenarioRunnerOptions;
  readonly clock: Clock;
  readonly seed: string;
  readonly events: TypedEmitter<RunnerEvents>;
  readonly warn: (message: string) => void;
}

/** A run that has begun. */
export interface ActiveRun {
  readonly machine: StopMachine;
  readonly loop: UserLoop;
  /** The account so far. */
  account(): RunAccount;
  /** Takes over a later version of profiles and scenarios. */
  takeOver(plan: Plan, scenarios: readonly PreparedScenario[]): void;
  /** Lets everything go; for when it has stopped. */
  dispose(): void;
}

/** Puts the parts of a run together and begins it. */
export function startRun(prepared: PreparedRun, { options, clock, seed, events, warn }: RunStart): ActiveRun {
  const { settings, scope } = prepared;
  const { plan, shard } = settings;
  const startedAt = clock.now();
  const startedWall = clock.wallTime();
  const id = options.runId ?? createRunId(startedWall);
  const journal = options.journal && guardJournal(options.journal, warn);
  const telemetry = createRunTelemetry({ run: id, seed, tracerProvider: options.tracerProvider, meterProvider: options.meterProvider });
  const statistics = createRunStatistics({ users: () => loop.playing, startedAt });
  const runUsers = createRunUsers(prepared, { options, seed, statistics, clock });
  const { world, sweeper } = openWorld(prepared, {
    run: id,
    seed,
    clock,
    options,
    telemetry,
    users: runUsers,
    simulatedNow: () => loop.time.simulatedNow(),
    warn,
  });
  const { ledger, services, transport } = world;
  let endedAt: number | undefined;

  const account = withAccount({ statistics, events, journal, startedAt });
  const execute: Execute = composeExecute(
    createCallHandler(() => loop.unwound()),
    [
      account.interceptor,
      withTelemetry(telemetry),
      withBreaker((plugin) => warn(`Plugin "${plugin}" fails again and again by its own fault; it rests for 10 s at a time.`)),
      withDeadline({ arm: (execution, dueAt) => loop.arm(execution, dueAt) }),
      withFaults,
    ],
  );
  const machine: StopMachine = createStopMachine(settings.stop, {
    clock,
    actions: {
      drain: () => loop.drain(),
      abort: () => loop.cut(),
      clean: async (signal) => {
        const teardown = runUsers.alone('teardown', world);
        if (teardown !== undefined) await loop.playAlone(teardown.user, { scenario: teardown.scenario, signal });
        await loop.close(signal);
        await sweeper.finish(signal);
        await services.close(signal);
        await transport?.close();
      },
      flush: async () => {
        await journal?.end?.();
      },
      entered: (phase, reason) => {
        if (phase === 'stopped') {
          endedAt = clock.now();
          loop.drain();
          telemetry.endRun();
        }
        events.emit('phase', { phase, reason });
      },
    },
  });
  const loop: UserLoop = createUserLoop({
    run: id,
    clock,
    users: runUsers.create(world),
    size: runUsers.size,
    telemetry,
    execute,
    startMs: runUsers.startMs,
    speed: plan.speed,
    cap: runUsers.cap,
    held: (url) => transport?.held(url),
    observer: {
      playStarted: (user) => {
        statistics.startPlay(user.scenario);
        if (events.has('playStart')) events.emit('playStart', playEvent(user));
      },
      playEnded: (user) => {
        if (events.has('playEnd')) events.emit('playEnd', { ...playEvent(user), actions: user.current?.index ?? 0 });
      },
      dropped: (user, reason, intendedAt) => {
        if (!events.has('drop')) return;
        events.emit('drop', { user: user.info.id, profile: user.info.profile, reason, intendedAt: intendedAt - startedAt });
      },
      warn,
      idle: () => machine.idle(),
      unwinding: () => machine.unwinding(),
    },
  });
  const health = watchGenerator(clock);
  const blocks = watchBlocks(health, { clock, warn });
  const takeAccountNow = () =>
    takeAccount({
      header: {
        name: plan.name,
        seed,
        shard: `${shard.index}/${shard.count}`,
        run: id,
        startedAt: new Date(startedWall).toISOString(),
        tags: plan.tags,
        isOpen: options.scripts !== undefined || plan.profiles.some(({ pace }) => pace.kind === 'open'),
        thresholds: runUsers.thresholds,
      },
      startedAt,
      now: endedAt ?? clock.now(),
      statistics,
      ledger,
      health,
      requests: transport?.statistics(),
    });
  const thresholds = watchThresholds(plan.thresholds, { clock, account: takeAccountNow, stop: (reason) => machine.stop(reason) });
  const stopWatching = followChanges(options.scenarios, { prepared, events }, (changed) => {
    runUsers.takeScenarios(changed);
    account.forget();
  });
  journal?.write({
    journal: 1,
    name: plan.name,
    hash: prepared.hash,
    seed,
    run: id,
    startedAt: new Date(startedWall).toISOString(),
    shard: `${shard.index}/${shard.count}`,
    speed: plan.speed,
    startAt: runUsers.startMs,
    tags: plan.tags,
    profiles: plan.profiles.map(({ name }) => name),
    scope: scope.rules.map(({ origin, pathPrefix }) => (pathPrefix === '/' ? origin : origin + pathPrefix)),
    plugins: prepared.registry.plugins.map(({ name, instance }) => ({ name, instance })),
  });
  if (shard.count > 1 && options.seed === undefined) {
    warn('No `seed` is given: each shard draws its own, and together they are not one run that can be repeated.');
  }
  if (prepared.scopeIsImplied) {
    warn(`No \`allow\` is given: traffic may reach what the scenarios name, ${scope.rules.map(({ origin }) => origin).join(', ')}.`);
  }
  machine.begin();
  events.emit('runStart', { run: id, seed, users: runUsers.numbers.length });

  const begin = () => {
    const durationMs = plan.durationMs === undefined ? undefined : plan.durationMs / plan.speed;
    loop.start(durationMs, () => machine.stop('the duration is over'));
    sweeper.start();
  };
  const setup = runUsers.alone('setup', world);
  if (setup === undefined) begin();
  else {
    void loop.playAlone(setup.user, { scenario: setup.scenario }).then(() => {
      if (setup.user.failures === 0) begin();
      else machine.stop('the setup failed');
    });
  }

  return {
    machine,
    loop,
    account: takeAccountNow,
    takeOver(changedPlan, scenarios) {
      loop.replace(runUsers.takePlan(changedPlan, scenarios, { world, users: loop.users }));
      account.forget();
    },
    dispose: () => {
      blocks.cancel();
      thresholds.cancel();
      stopWatching();
      sweeper.stop();
      loop.dispose();
      health.stop();
      // Sockets are cut; what a close would report has been reported by the requests it cut.
      transport?.close().catch(() => undefined);
    },
  };
}

function playEvent(user: VirtualUser) {
  return { user: user.info.id, profile: user.info.profile, scenario: user.scenario, play: user.play };
}
