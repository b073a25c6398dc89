import { createCallHandler } from '../execution/call-handler.ts';
import { composeExecute, type Execute } from '../execution/execute.ts';
import { withBreaker } from '../execution/with-breaker.ts';
import { withDeadline } from '../execution/with-deadline.ts';
import { withTelemetry } from '../execution/with-telemetry.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import type { Clock } from '../support/clock.ts';
import { createRunId } from '../support/run-id.ts';
import { createRunTelemetry } from '../telemetry/run-telemetry.ts';
import { createUsers, userNumbers } from './create-users.ts';
import type { RunnerEvents } from './events.ts';
import { followChanges } from './follow-changes.ts';
import { watchGenerator } from './generator-health.ts';
import { guardJournal } from './guard-journal.ts';
import type { PreparedRun } from './prepare-run.ts';
import { createRunStatistics } from './run-statistics.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { createStopMachine, type StopMachine } from './stop-machine.ts';
import { summariseRun } from './summarise-run.ts';
import type { RunSummary } from './summary.ts';
import type { TypedEmitter } from './typed-emitter.ts';
import { createUserLoop, type UserLoop } from './user-loop.ts';
import type { VirtualUser } from './virtual-user.ts';
import { watchBlocks } from './watch-blocks.ts';
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
  summary(): RunSummary;
  /** Lets everything go; for when it has stopped. */
  dispose(): void;
}

/** Puts the parts of a run together and begins it. */
export function startRun(prepared: PreparedRun, { options, clock, seed, events, warn }: RunStart): ActiveRun {
  const { settings, scope } = prepared;
  const startedAt = clock.now();
  const startedWall = clock.wallTime();
  const id = createRunId(startedWall);
  const journal = options.journal && guardJournal(options.journal, warn);
  const ledger = options.ledger ?? createMemoryLedger();
  const telemetry = createRunTelemetry({ run: id, seed, tracerProvider: options.tracerProvider, meterProvider: options.meterProvider });
  const numbers = userNumbers(settings);
  const transport = options.http?.open({ id, scope, clock, users: numbers.length, warn: warn });
  const users = createUsers(numbers, { settings, seed, world: { run: id, clock, ledger, transport } });
  let scenarios = prepared.scenarios;
  let endedAt: number | undefined;
  const elapsed = () => (endedAt ?? clock.now()) - startedAt;

  const statistics = createRunStatistics({ users: () => loop.playing });
  const account = withAccount({
    statistics,
    events: events,
    journal,
    startedAt,
    profile: settings.profile,
  });
  const execute: Execute = composeExecute(
    createCallHandler(() => loop.unwound()),
    [
      account.interceptor,
      withTelemetry(telemetry),
      withBreaker((plugin) => warn(`Plugin "${plugin}" fails again and again by its own fault; it rests for 10 s at a time.`)),
      withDeadline({ arm: (execution, dueAt) => loop.arm(execution, dueAt) }),
    ],
  );
  const machine: StopMachine = createStopMachine(settings.stop, {
    clock,
    actions: {
      drain: () => loop.drain(),
      abort: () => loop.cut(),
      clean: async (signal) => {
        await loop.close(signal);
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
    users,
    telemetry,
    scenarios: () => scenarios,
    execute,
    session: settings.session,
    observer: {
      playStarted: (user) => {
        statistics.startPlay(user.prepared?.name ?? '');
        if (events.has('playStart')) events.emit('playStart', playEvent(user));
      },
      playEnded: (user) => {
        if (events.has('playEnd')) events.emit('playEnd', { ...playEvent(user), actions: user.index });
      },
      warn,
      idle: () => machine.idle(),
      unwinding: () => machine.unwinding(),
    },
  });
  const health = watchGenerator(clock);
  const blocks = watchBlocks(health, { clock, warn });
  const end =
    settings.durationMs === undefined ? undefined : clock.setTimer(settings.durationMs, () => machine.stop('the duration is over'));
  const stopWatching = followChanges(options.scenarios, { prepared, events }, (changed) => {
    scenarios = changed;
    account.forget();
  });
  journal?.write({
    journal: 1,
    name: settings.name,
    hash: prepared.hash,
    seed,
    run: id,
    startedAt: new Date(startedWall).toISOString(),
    scope: scope.rules.map(({ origin, pathPrefix }) => (pathPrefix === '/' ? origin : origin + pathPrefix)),
    plugins: prepared.registry.plugins.map(({ name, instance }) => ({ name, instance })),
  });
  if (prepared.scopeIsImplied) {
    warn(`No \`allow\` is given: traffic may reach what the scenarios name, ${scope.rules.map(({ origin }) => origin).join(', ')}.`);
  }
  machine.begin();
  events.emit('runStart', { run: id, seed, users: users.length });
  loop.start();

  return {
    machine,
    loop,
    dispose: () => {
      end?.cancel();
      blocks.cancel();
      stopWatching();
      loop.dispose();
      health.stop();
      // Sockets are cut; what a close would report has been reported by the requests it cut.
      transport?.close().catch(() => undefined);
    },
    summary: () =>
      summariseRun({
        settings,
        run: id,
        seed,
        startedWall,
        durationMs: elapsed(),
        statistics,
        ledger,
        health,
        requests: transport?.statistics(),
      }),
  };
}

function playEvent(user: VirtualUser) {
  return { user: user.info.id, profile: user.info.profile, scenario: user.prepared?.name ?? '', play: user.play };
}
