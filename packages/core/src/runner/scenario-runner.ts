import { randomInt } from 'node:crypto';
import { RushhourError } from '../errors/rushhour-error.ts';
import { createCallHandler } from '../execution/call-handler.ts';
import { composeExecute, type Execute } from '../execution/execute.ts';
import type { PreparedScenario } from '../execution/step.ts';
import { withBreaker } from '../execution/with-breaker.ts';
import { withDeadline } from '../execution/with-deadline.ts';
import { withTelemetry } from '../execution/with-telemetry.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { formatProblems } from '../scenario/problem.ts';
import { systemClock, type Clock, type Timer } from '../support/clock.ts';
import { messageOf } from '../support/message-of.ts';
import { createRunId } from '../support/run-id.ts';
import { createRunTelemetry } from '../telemetry/run-telemetry.ts';
import { createUsers, userNumbers } from './create-users.ts';
import type { RunnerEvents, RunPhase } from './events.ts';
import { guardJournal } from './guard-journal.ts';
import { watchGenerator, type GeneratorHealth } from './generator-health.ts';
import { prepareRun, type PreparedRun } from './prepare-run.ts';
import { createRunStatistics } from './run-statistics.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { createStopMachine, type StopMachine } from './stop-machine.ts';
import { summariseRun } from './summarise-run.ts';
import type { RunSummary } from './summary.ts';
import { createTypedEmitter } from './typed-emitter.ts';
import { createUserLoop, type UserLoop } from './user-loop.ts';
import type { VirtualUser } from './virtual-user.ts';
import { withAccount } from './with-account.ts';

/** How long a block of the event loop is worth a warning. */
const longBlockMs = 1000;
const healthIntervalMs = 1000;

/**
 * Plays scenarios with virtual users until a limit, a signal or `stop`, and gives an honest account at the end. It keeps nothing global,
 * installs no process handlers and prints nothing. A runner runs once.
 *
 * @example
 * ```ts
 * const runner = new ScenarioRunner({
 *   scenarios: [scenario('browse', { base: 'https://shop.example' }, [open('/'), follow()])],
 *   plugins: [generic()],
 *   http: createHttp(),
 *   users: 8,
 *   duration: '30s',
 * });
 * const unsubscribe = runner.on('actionEnd', ({ outcome, target }) => log(outcome, target));
 * const summary = await runner.run();
 * ```
 */
export class ScenarioRunner {
  readonly #options: ScenarioRunnerOptions;
  readonly #clock: Clock;
  readonly #events = createTypedEmitter<RunnerEvents>((event, error) => this.#warn(`A listener of ${event} failed: ${messageOf(error)}`));
  readonly #warned = new Set<string>();
  readonly #seed: string;
  #run: ActiveRun | undefined;
  #wasStarted = false;
  #stopReason: string | undefined;

  constructor(options: ScenarioRunnerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#seed = String(options.seed ?? randomInt(2 ** 47));
  }

  /** Calls back at every event of that name; returns what ends it. */
  on<Name extends keyof RunnerEvents>(name: Name, listener: RunnerEvents[Name]): () => void {
    return this.#events.on(name, listener);
  }

  /** Where the run is. */
  get phase(): RunPhase {
    return this.#run?.machine.phase ?? 'ready';
  }

  /** The seed: the one given, or the one drawn. */
  get seed(): string {
    return this.#seed;
  }

  /** Actions under way. */
  get underWay(): number {
    return this.#run?.loop.underWay ?? 0;
  }

  /**
   * Checks everything, plays, and resolves with the summary when the run has stopped.
   *
   * @param options - `signal` stops the run gracefully, as `stop` does
   * @throws RushhourError for mistakes in the options and the scenarios, all at once, before the first byte is sent; `run_state` when
   * called twice. Nothing a target answers is thrown.
   */
  async run({ signal }: { readonly signal?: AbortSignal } = {}): Promise<RunSummary> {
    if (this.#wasStarted) throw new RushhourError('run_state', { message: 'This runner has run already.' });
    this.#wasStarted = true;
    const prepared = await prepareRun(this.#options);
    const run = this.#start(prepared);
    this.#run = run;
    const onAbort = () => this.stop('signal');
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      if (signal?.aborted === true) this.#stopReason ??= 'signal';
      if (this.#stopReason !== undefined) run.machine.stop(this.#stopReason);
      await run.machine.stopped;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      run.dispose();
    }
    const summary = run.summary();
    this.#events.emit('runEnd', summary);
    return summary;
  }

  /** Stops gracefully: no action begins any more, those under way may end within the deadlines of `stop`. */
  stop(reason = 'asked to stop') {
    this.#stopReason ??= reason;
    this.#run?.machine.stop(reason);
  }

  /** Stops at once: what is under way is cut and counted as interrupted. The books are closed when this returns. */
  halt(reason = 'asked to stop at once') {
    this.stop(reason);
    this.#run?.machine.halt(reason);
  }

  /** The account so far; undefined before the run has begun. Until the run has stopped, actions under way are started but have no outcome. */
  summary(): RunSummary | undefined {
    return this.#run?.summary();
  }

  #warn(message: string) {
    if (this.#warned.has(message) || this.#warned.size >= 1000) return;
    this.#warned.add(message);
    this.#events.emit('warning', { message });
  }

  #start(prepared: PreparedRun): ActiveRun {
    const options = this.#options;
    const clock = this.#clock;
    const { settings, scope } = prepared;
    const startedAt = clock.now();
    const startedWall = clock.wallTime();
    const id = createRunId(startedWall);
    const seed = this.#seed;
    const journal = options.journal && guardJournal(options.journal, (message) => this.#warn(message));
    const ledger = options.ledger ?? createMemoryLedger();
    const telemetry = createRunTelemetry({ run: id, seed, tracerProvider: options.tracerProvider, meterProvider: options.meterProvider });
    const numbers = userNumbers(settings);
    const transport = options.http?.open({ id, scope, clock, users: numbers.length, warn: (message) => this.#warn(message) });
    const users = createUsers(numbers, { settings, seed, world: { run: id, clock, ledger, transport } });
    let scenarios = prepared.scenarios;
    let endedAt: number | undefined;
    const elapsed = () => (endedAt ?? clock.now()) - startedAt;

    const statistics = createRunStatistics({ users: () => loop.playing });
    const account = withAccount({
      statistics,
      events: this.#events,
      journal,
      startedAt,
      profile: settings.profile,
    });
    const execute: Execute = composeExecute(
      createCallHandler(() => loop.unwound()),
      [
        account.interceptor,
        withTelemetry(telemetry),
        withBreaker((plugin) => this.#warn(`Plugin "${plugin}" fails again and again by its own fault; it rests for 10 s at a time.`)),
        withDeadline({ arm: (execution, dueAt) => loop.arm(execution, dueAt) }),
      ],
    );
    const machine: StopMachine = createStopMachine(settings.stop, {
      clock,
      actions: {
        drain: () => loop.drain(),
        abort: () => loop.cut(),
        clean: (signal) => loop.close(signal),
        flush: async () => {
          await journal?.end?.();
        },
        entered: (phase, reason) => {
          if (phase === 'stopped') {
            endedAt = clock.now();
            loop.drain();
            telemetry.endRun();
          }
          this.#events.emit('phase', { phase, reason });
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
          if (this.#events.has('playStart')) this.#events.emit('playStart', playEvent(user));
        },
        playEnded: (user) => {
          if (this.#events.has('playEnd')) this.#events.emit('playEnd', { ...playEvent(user), actions: user.index });
        },
        warn: (message) => this.#warn(message),
        idle: () => machine.idle(),
        unwinding: () => machine.unwinding(),
      },
    });
    const health = watchGenerator(clock);
    const timers = this.#watch({ machine, health, durationMs: settings.durationMs });
    const stopWatching = this.#followChanges(prepared, (changed) => {
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
      this.#warn(
        `No \`allow\` is given: traffic may reach what the scenarios name, ${scope.rules.map(({ origin }) => origin).join(', ')}.`,
      );
    }
    machine.begin();
    this.#events.emit('runStart', { run: id, seed, users: users.length });
    loop.start();

    return {
      machine,
      loop,
      dispose: () => {
        timers.cancel();
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

  /** Ends the run at its duration, and says so when something blocks the event loop. */
  #watch({
    machine,
    health,
    durationMs,
  }: {
    readonly machine: StopMachine;
    readonly health: GeneratorHealth;
    readonly durationMs: number | undefined;
  }): Timer {
    const clock = this.#clock;
    const end = durationMs === undefined ? undefined : clock.setTimer(durationMs, () => machine.stop('the duration is over'));
    let tick: Timer | undefined;
    const look = () => {
      const blockMs = health.takeLongestBlockMs();
      if (blockMs >= longBlockMs)
        this.#warn(`The event loop was blocked for ${(blockMs / 1000).toFixed(1)} s: a plugin computes for too long.`);
      tick = clock.setTimer(healthIntervalMs, look);
    };
    if (clock === systemClock) tick = clock.setTimer(healthIntervalMs, look);
    return {
      cancel: () => {
        end?.cancel();
        tick?.cancel();
      },
    };
  }

  /** Takes over scenario files that change; a bad version is told and the last good one stays. */
  #followChanges(prepared: PreparedRun, takeOver: (scenarios: readonly PreparedScenario[]) => void): () => void {
    const { scenarios } = this.#options;
    if (!('watch' in scenarios)) return () => undefined;
    const refuse = (problems: string) => this.#events.emit('reload', { scenarios: scenarios.current(), problems });
    return scenarios.watch({
      changed: (changed) => {
        prepared.reprepare(changed).then(
          (result) => {
            if (result.problems.length > 0 || result.prepared.length === 0) refuse(formatProblems(result.problems));
            else {
              takeOver(result.prepared);
              this.#events.emit('reload', { scenarios: changed, problems: '' });
            }
          },
          (error: unknown) => refuse(messageOf(error)),
        );
      },
      bad: refuse,
    });
  }
}

interface ActiveRun {
  readonly machine: StopMachine;
  readonly loop: UserLoop;
  summary(): RunSummary;
  dispose(): void;
}

function playEvent(user: VirtualUser) {
  return { user: user.info.id, profile: user.info.profile, scenario: user.prepared?.name ?? '', play: user.play };
}
