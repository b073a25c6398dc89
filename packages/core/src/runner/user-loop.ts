import { RushhourError } from '../errors/rushhour-error.ts';
import type { DeadlineKeeper } from '../execution/with-deadline.ts';
import { Execution } from '../execution/execution.ts';
import type { Execute } from '../execution/execute.ts';
import { PlaySequence } from '../execution/play-sequence.ts';
import type { PreparedScenario, Step } from '../execution/step.ts';
import { canonicalTarget, expandTarget } from '../execution/target-template.ts';
import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import type { Clock } from '../support/clock.ts';
import { messageOf } from '../support/message-of.ts';
import { createQueuedTimer, createTimerQueue } from '../support/timer-queue.ts';
import { createTurnQueue } from '../support/turn-queue.ts';
import type { VirtualUser } from './virtual-user.ts';

/** How long the sessions of a play may take to close before the user goes on without them. */
const closeDeadlineMs = 10_000;

/** What a loop plays with. */
export interface UserLoopOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly users: readonly VirtualUser[];
  readonly telemetry: RunTelemetry;
  /** The scenarios as they are now. */
  readonly scenarios: () => readonly PreparedScenario[];
  readonly execute: Execute;
  readonly session: 'play' | 'user';
  /** Told of everything that begins and ends. */
  readonly observer: LoopObserver;
}

/** What a loop tells. */
export interface LoopObserver {
  playStarted(user: VirtualUser): void;
  playEnded(user: VirtualUser): void;
  warn(message: string): void;
  /** Nothing is under way any more, and nobody will begin anything. */
  idle(): void;
  /** No action is under way and nobody will begin one, but handlers of actions that were cut still run. */
  unwinding(): void;
}

/**
 * Plays the users: each picks a scenario, plays it, picks again, until its limits or a stop. A thinking user is one entry in a timer
 * queue; no promise, frame or timer is held for it.
 */
export interface UserLoop extends DeadlineKeeper {
  start(): void;
  /** No new action begins from now on; `idle` is told when those under way have ended. */
  drain(): void;
  /** Cuts every action under way: their outcome is `interrupted`. */
  cut(): void;
  /** Closes the sessions that are still open, within a signal. */
  close(signal: AbortSignal): Promise<void>;
  /** Lets every wait go. */
  dispose(): void;
  /** Actions under way. */
  readonly underWay: number;
  /** Users in a play. */
  readonly playing: number;
  /** A handler is done that went on after its action was cut. */
  unwound(): void;
}

/** Makes a loop; it begins with `start`. */
export function createUserLoop({ run, clock, users, telemetry, scenarios, execute, session, observer }: UserLoopOptions): UserLoop {
  const timers = createTimerQueue(clock);
  const ready = createTurnQueue<VirtualUser>(clock, (user) => advance(user));
  let isDraining = false;
  let underWay = 0;
  let playing = 0;
  let closing = 0;
  let unwinding = 0;
  let left = users.length;

  const tellIfIdle = () => {
    if (left > 0 || underWay > 0 || closing > 0) return;
    if (unwinding === 0) observer.idle();
    else observer.unwinding();
  };

  const advance = (user: VirtualUser) => {
    if (user.isFinished) return;
    if (isDraining) {
      finish(user);
      return;
    }
    if (user.sequence === undefined && !beginPlay(user)) {
      finish(user);
      return;
    }
    const step = user.sequence?.take();
    if (step === undefined) endPlay(user);
    else begin(user, step);
  };

  const beginPlay = (user: VirtualUser): boolean => {
    const choice = scenarios();
    if (user.playsLeft === 0 || user.actionsLeft === 0 || choice.length === 0) return false;
    user.playsLeft -= 1;
    user.play += 1;
    user.index = 0;
    const random = user.random.fork('play').fork(user.play);
    user.playRandom = random;
    user.thinkRandom = undefined;
    const prepared = choice.length === 1 ? choice[0] : random.fork('scenario').pick(choice);
    if (prepared === undefined) return false;
    user.prepared = prepared;
    user.sequence = new PlaySequence(prepared, random.fork('strategy'));
    user.playSpan = telemetry.startPlay({ scenario: prepared.name, order: prepared.order, profile: user.info.profile, user: user.info.id });
    playing += 1;
    observer.playStarted(user);
    return true;
  };

  const begin = (user: VirtualUser, step: Step) => {
    user.keepPage = user.sequence?.keepsPage === true;
    if (user.http !== undefined) user.http.keepPage = user.keepPage;
    const execution = new Execution(user, { step, index: user.index, intendedAt: user.dueAt, onSettled: ended });
    if (step.bound === undefined) bindLate(execution, user);
    user.index += 1;
    user.actionsLeft -= 1;
    user.execution = execution;
    underWay += 1;
    execute(execution);
  };

  const ended = (execution: Execution) => {
    // The boundary between execution and runner: every actor of this loop is one of its users.
    const user = execution.actor as VirtualUser;
    user.execution = undefined;
    underWay -= 1;
    if (execution.handlerRuns) unwinding += 1;
    const { step, outcome } = execution;
    // A failed open leaves no page, whatever was wrong with it.
    if (!user.keepPage || (outcome !== 'ok' && step.instruction.action === 'open')) user.http?.forgetPage();
    const isOver = (outcome === 'failed' && step.stopsPlay) || user.actionsLeft === 0 || user.sequence?.isOver !== false;
    if (isDraining) {
      finish(user);
      return;
    }
    const { minMs, maxMs } = step.think;
    let thinkMs = minMs;
    if (maxMs > minMs) {
      user.thinkRandom ??= (user.playRandom ?? user.random).fork('think');
      thinkMs += user.thinkRandom.next() * (maxMs - minMs);
    }
    user.dueAt = execution.endedAt + thinkMs;
    if (isOver) endPlay(user);
    else if (thinkMs === 0) ready.add(user);
    else wait(user);
  };

  const wait = (user: VirtualUser) => {
    if (user.dueAt <= clock.now()) ready.add(user);
    else timers.set((user.thinkTimer ??= createQueuedTimer(() => ready.add(user))), user.dueAt);
  };

  /** Ends the play of a user that may go on. */
  const endPlay = (user: VirtualUser) => {
    leavePlay(user);
    const isLast = user.playsLeft === 0 || user.actionsLeft === 0;
    if (session === 'user' && !isLast) {
      wait(user);
      return;
    }
    if (!user.hasPluginSessions) {
      user.closeHttp();
      if (isLast) finish(user);
      else wait(user);
      return;
    }
    closing += 1;
    user.isClosing = true;
    void closeSessions(user).then(() => {
      closing -= 1;
      user.isClosing = false;
      if (isLast || isDraining) finish(user);
      else wait(user);
    });
  };

  const leavePlay = (user: VirtualUser) => {
    if (user.sequence === undefined) return;
    playing -= 1;
    user.playSpan?.end();
    user.playSpan = undefined;
    user.sequence = undefined;
    observer.playEnded(user);
  };

  /** Closes the sessions of a user, until a deadline or the signal of a stop; a plugin that takes longer is left behind. */
  const closeSessions = async (user: VirtualUser, stop?: AbortSignal) => {
    const controller = new AbortController();
    const giveUp = () => controller.abort(new RushhourError('timeout', { message: 'A session was not closed in time.' }));
    const timer = clock.setTimer(closeDeadlineMs, giveUp);
    stop?.addEventListener('abort', giveUp, { once: true });
    const late = new Promise<undefined>((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const failures = await Promise.race([user.closePluginSessions(controller.signal), late]);
    timer.cancel();
    stop?.removeEventListener('abort', giveUp);
    if (failures === undefined) observer.warn('A plugin did not close its session in time.');
    for (const { plugin, error } of failures ?? []) {
      observer.warn(`Plugin "${plugin}" failed to close a session: ${messageOf(error)}`);
    }
    user.closeHttp();
  };

  const finish = (user: VirtualUser) => {
    if (user.isFinished) return;
    user.isFinished = true;
    leavePlay(user);
    if (user.thinkTimer !== undefined) timers.cancel(user.thinkTimer);
    if (user.deadlineTimer !== undefined) timers.cancel(user.deadlineTimer);
    left -= 1;
    tellIfIdle();
  };

  /** Finds the target, and who plays it, of a step that is not the same each time. */
  const bindLate = (execution: Execution, user: VirtualUser) => {
    const { step, index } = execution;
    const names = { run, user: user.info.id, play: user.play, index };
    const text = step.target === undefined ? user.http?.page?.url : expandTarget(step.target, names);
    execution.canonical = step.target === undefined ? (text ?? '') : canonicalTarget(step.target, names);
    if (text === undefined) return;
    try {
      execution.url = new URL(text);
      execution.bound = step.bind(execution.url);
    } catch (error) {
      execution.refusal = error;
    }
  };

  const checkDeadline = (user: VirtualUser) => {
    const { execution, deadlineTimer } = user;
    if (execution === undefined || deadlineTimer === undefined) return;
    if (clock.now() + 0.5 >= user.deadlineAt) {
      execution.cut('timeout', `The action did not end within ${execution.step.timeoutMs} ms.`);
    } else timers.set(deadlineTimer, user.deadlineAt);
  };

  return {
    start() {
      clock.defer(() => {
        for (const user of users) {
          user.dueAt = clock.now();
          ready.add(user);
        }
        tellIfIdle();
      });
    },
    drain() {
      isDraining = true;
      for (const user of users) if (user.execution === undefined && !user.isClosing) finish(user);
      tellIfIdle();
    },
    cut() {
      for (const user of users) user.execution?.cut('interrupted');
    },
    async close(signal) {
      const slow = users.filter((user) => {
        if (!user.hasPluginSessions) user.closeHttp();
        return user.hasPluginSessions;
      });
      await Promise.all(slow.map((user) => closeSessions(user, signal)));
    },
    dispose() {
      timers.clear();
    },
    arm({ actor }, dueAt) {
      // The boundary between execution and runner: every actor of this loop is one of its users.
      const user = actor as VirtualUser;
      user.deadlineAt = dueAt;
      // One wait serves many actions: it stays where it is while it is early enough, and looks again when it fires.
      const timer = (user.deadlineTimer ??= createQueuedTimer(() => checkDeadline(user)));
      if (timer.place === -1 || timer.due > dueAt) timers.set(timer, dueAt);
    },
    get underWay() {
      return underWay;
    },
    get playing() {
      return playing;
    },
    unwound() {
      unwinding -= 1;
      if (unwinding === 0) tellIfIdle();
    },
  };
}
