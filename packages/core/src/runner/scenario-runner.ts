import { randomInt } from 'node:crypto';
import { RushhourError } from '../errors/rushhour-error.ts';
import { systemClock, type Clock } from '../support/clock.ts';
import { messageOf } from '../support/message-of.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RunAccount } from '../account/account.ts';
import { booksBalance } from '../account/books-balance.ts';
import type { RunnerEvents, RunPhase } from './events.ts';
import { prepareAgain, prepareRun, type PreparedRun } from './prepare-run.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';
import { startRun, type ActiveRun } from './start-run.ts';
import { summariseAccount } from '../account/summarise-account.ts';
import type { RunSummary } from '../account/summary.ts';
import { createTypedEmitter } from './typed-emitter.ts';

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
  #prepared: PreparedRun | undefined;
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
    this.#prepared = prepared;
    const run = startRun(prepared, {
      options: this.#options,
      clock: this.#clock,
      seed: this.#seed,
      events: this.#events,
      warn: (message) => this.#warn(message),
    });
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
    const account = run.account();
    if (!booksBalance(account)) throw new RushhourError('internal', { message: 'The books of the run do not balance.' });
    const summary = summariseAccount(account);
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
    const account = this.#run?.account();
    return account && summariseAccount(account);
  }

  /**
   * The account so far as plain data: what `summary` is made of. Accounts of the workers of one process are put together by `mergeAccounts`.
   */
  account(): RunAccount | undefined {
    return this.#run?.account();
  }

  /** Lets nothing begin until `resume`: arrivals of open paces are dropped as `paused`, users with closed ones wait. */
  pause() {
    this.#run?.loop.pause();
  }

  /** Ends a pause. */
  resume() {
    this.#run?.loop.resume();
  }

  /** Whether the run is paused. */
  get isPaused(): boolean {
    return this.#run?.loop.isPaused === true;
  }

  /**
   * Multiplies the rates of open paces, and divides the think times of closed ones, from now on.
   *
   * @param factor - 1 is as planned
   * @throws RushhourError `option_invalid` when it is not a number above 0
   */
  setRate(factor: number) {
    if (!Number.isFinite(factor) || factor <= 0) {
      throw new RushhourError('option_invalid', {
        message: `The rate cannot be "${factor}".`,
        hint: 'Give a number above 0; 1 is as planned.',
      });
    }
    this.#run?.loop.setRate(factor);
  }

  /** What the rate is multiplied with now. */
  get rate(): number {
    return this.#run?.loop.rate ?? 1;
  }

  /**
   * Takes over later profiles, limits, faults and scenarios while the run lasts. Users keep what they are doing; new ones begin, those who are gone
   * end after the action under way. The scope, plugins and all else stay as they are.
   *
   * @throws RushhourError `option_invalid` or `input_invalid` when anything is wrong; then nothing changes
   */
  async reload(
    change: Pick<ScenarioRunnerOptions, 'profiles' | 'limits' | 'data' | 'faults'> & { readonly scenarios?: readonly Scenario[] },
  ): Promise<void> {
    const [run, prepared] = [this.#run, this.#prepared];
    if (run === undefined || prepared === undefined) {
      throw new RushhourError('run_state', { message: 'This runner does not run.' });
    }
    const { plan, scenarios } = await prepareAgain(prepared, { options: this.#options, change });
    run.takeOver(plan, scenarios);
  }

  #warn(message: string) {
    if (this.#warned.has(message) || this.#warned.size >= 1000) return;
    this.#warned.add(message);
    this.#events.emit('warning', { message });
  }
}
