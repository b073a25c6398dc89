import type { DeadlineKeeper } from '../execution/with-deadline.ts';
import { bindLate } from '../execution/bind-late.ts';
import { Execution } from '../execution/execution.ts';
import type { Execute } from '../execution/execute.ts';
import type { PreparedScenario, Step } from '../execution/step.ts';
import type { HeldSite } from '../plugin/http-port.ts';
import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import type { Clock } from '../support/clock.ts';
import { createQueuedTimer, createTimerQueue } from '../support/timer-queue.ts';
import { createTurnQueue } from '../support/turn-queue.ts';
import { createClosedWaits } from './closed-waits.ts';
import { closeSessions } from './close-sessions.ts';
import type { LoopObserver } from './loop-observer.ts';
import type { DropReason } from '../account/drop-reason.ts';
import { createDeadlines } from './deadlines.ts';
import { createHoldOf, type HoldOptions } from './hold-of.ts';
import { createOpenArrivals } from './open-arrivals.ts';
import type { Play } from './play.ts';
import { createPlays, isExhausted } from './plays.ts';
import { createRunTime, type RunTime } from './run-time.ts';
import type { VirtualUser } from './virtual-user.ts';

/** What a loop plays with. */
export interface UserLoopOptions extends HoldOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly users: readonly VirtualUser[];
  /** How many users the run has in all shards. */
  readonly size: number;
  readonly telemetry: RunTelemetry;
  readonly execute: Execute;
  /** When the users begin, in simulated time, and how fast it goes. */
  readonly startMs: number;
  readonly speed: number;
  /** Told of everything that begins and ends. */
  readonly observer: LoopObserver;
}

/*
 * What a user does, and what moves it on. Arrivals move those with an open pace, think times those with a closed one.
 *
 * | stage     | does                                            | begins with                            | leaves for                                       |
 * | --------- | ----------------------------------------------- | -------------------------------------- | ------------------------------------------------ |
 * | playing   | plays scenario after scenario, the start first  | `start`, `replace`                     | beforeEnd or finished: limits, drain, taken away |
 * | beforeEnd | ends its play, closes its sessions              | an end scenario is there               | ending                                           |
 * | ending    | plays its end scenario, though the run may stop | sessions closed                        | finished: played, or cut                         |
 * | finished  | nothing; what has arrived is dropped            | no end scenario, end played, or cut    |                                                  |
 */

/**
 * Plays the users: each picks a scenario, plays it, picks again, until its limits or a stop. A closed user thinks after each action, an open
 * one acts when an arrival comes. A user that waits is one entry in a timer queue; no promise, frame or timer is held for it.
 */
export interface UserLoop extends DeadlineKeeper {
  /** Lets everybody begin, and calls back once when so many milliseconds are over, everything due before that has begun. */
  start(durationMs: number | undefined, over: () => void): void;
  /** Plays one scenario once with a user of its own, before the others begin or after they have ended. */
  playAlone(user: VirtualUser, play: { readonly scenario: PreparedScenario; readonly signal?: AbortSignal }): Promise<void>;
  /** Nothing begins until `resume`: arrivals are dropped as `paused`, closed users wait. */
  pause(): void;
  resume(): void;
  readonly isPaused: boolean;
  /** Multiplies open rates and divides think times from now on. */
  setRate(factor: number): void;
  readonly rate: number;
  /** Takes over users: new ones begin, those who are not among them end, the others go on by their new habits. */
  replace(users: readonly VirtualUser[]): void;
  /** No new action begins from now on, but those of end scenarios; `idle` is told when those under way have ended. */
  drain(): void;
  /** Cuts every action under way: their outcome is `interrupted`. */
  cut(): void;
  /** Closes the sessions that are still open, within a signal. */
  close(signal: AbortSignal): Promise<void>;
  /** Lets every wait go. */
  dispose(): void;
  /** Users that are not done. */
  readonly users: readonly VirtualUser[];
  readonly time: RunTime;
  /** Actions under way. */
  readonly underWay: number;
  /** Users in a play. */
  readonly playing: number;
  /** A handler is done that went on after its action was cut. */
  unwound(): void;
}

/** Makes a loop; it begins with `start`. */
export function createUserLoop(options: UserLoopOptions): UserLoop {
  const { run, clock, execute, observer } = options;
  const timers = createTimerQueue(clock);
  const ready = createTurnQueue<VirtualUser>(clock, (user) => advance(user));
  const plays = createPlays(options);
  const holdOf = createHoldOf(options);
  const deadlines = createDeadlines({ clock, timers });
  const parked: VirtualUser[] = [];
  const tellAlone = new Map<VirtualUser, () => void>();
  let users = [...options.users];
  let time = createRunTime(clock, options);
  let factor = 1;
  let isPaused = false;
  let isDraining = false;
  /** When nothing was intended to begin any more, by the clock. */
  let drainedAt: number | undefined;
  let isCut = false;
  let underWay = 0;
  let closing = 0;
  let unwinding = 0;
  let left = users.length;

  const tellIfIdle = () => {
    if (left > 0 || underWay > 0 || closing > 0) return;
    if (unwinding === 0) observer.idle();
    else observer.unwinding();
  };

  const add = (user: VirtualUser) => {
    if (user.isReady) return;
    user.isReady = true;
    ready.add(user);
  };

  const isFree = (user: VirtualUser) =>
    user.execution === undefined && !user.isClosing && !user.isReady && user.backlog === undefined && !user.isFinished;

  /** Whether arrivals tell when the user acts. */
  const isOpen = (user: VirtualUser) => user.arrivals !== undefined && user.stage === 'playing';

  const arrivals = createOpenArrivals({
    clock,
    timers,
    time: () => time,
    isPaused: () => isPaused,
    isFree,
    wake: (user) => wake(user),
    serve: (user, intendedAt) => serve(user, intendedAt),
    over(user) {
      user.arrivalsAreOver = true;
      if (isFree(user)) leave(user);
    },
    drop(user, reason, intendedAt) {
      user.group.statistics.drop(reason, clock.now());
      observer.dropped(user, reason, intendedAt);
    },
  });

  /** Lets a user turn to an arrival. */
  const serve = (user: VirtualUser, intendedAt: number) => {
    user.dueAt = intendedAt;
    user.hasArrival = true;
    add(user);
  };

  const closed = createClosedWaits({
    clock,
    timers,
    time: () => time,
    factor: () => factor,
    goOn: (user) => wake(user),
    over: (user) => leave(user),
  });

  /** A user has one wait, whatever it waits for: its habits may change meanwhile. */
  const wake = (user: VirtualUser) => {
    if (isOpen(user)) arrivals.arrive(user);
    else add(user);
  };

  const advance = (user: VirtualUser) => {
    user.isReady = false;
    if (user.isFinished) return;
    if (isDraining && !mayGoOn(user)) {
      leave(user);
      return;
    }
    if (isPaused && user.stage === 'playing' && !user.isAlone) {
      park(user);
      return;
    }
    if (user.script !== undefined) {
      advanceScript(user);
      return;
    }
    if (user.current === undefined && !plays.begin(user)) {
      leave(user);
      return;
    }
    const { current } = user;
    const step = current?.sequence.next;
    if (current === undefined || step === undefined) {
      endPlay(user);
      return;
    }
    const hold = holdOf(user, step);
    if (hold === undefined) {
      current.sequence.take();
      begin(user, current, step);
    } else passOver(user, hold);
  };

  const park = (user: VirtualUser) => {
    if (!isOpen(user)) parked.push(user);
    else {
      drop(user, 'paused');
      turnToWaiting(user);
    }
  };

  /** Drops the arrival a user has turned to. */
  const drop = (user: VirtualUser, reason: DropReason) => {
    user.hasArrival = false;
    user.group.statistics.drop(reason, clock.now());
    observer.dropped(user, reason, user.dueAt);
  };

  /** Does without a step that may not begin now: the arrival is dropped, or the user waits. The step stays the next one. */
  const passOver = (user: VirtualUser, hold: HeldSite) => {
    if (isOpen(user)) {
      drop(user, hold.reason);
      turnToWaiting(user);
    } else closed.waitUntil(user, hold.until);
  };

  /** Begins the next action of a script when it is due; a play ends where the number of the next one changes. */
  const advanceScript = (user: VirtualUser) => {
    const next = user.scripted;
    if (user.current !== undefined && next?.play !== user.current.number) {
      endPlay(user);
      return;
    }
    if (next === undefined) {
      leave(user);
      return;
    }
    const play = user.current ?? plays.follow(user, next);
    user.scripted = user.script?.next();
    play.index = next.index;
    begin(user, play, next.step, next.file);
  };

  const begin = (user: VirtualUser, play: Play, step: Step, recipe?: string) => {
    user.keepPage = user.script === undefined ? play.sequence.keepsPage : user.scripted?.step.instruction.action === 'follow';
    user.keepAnswer = step.captures !== undefined;
    if (user.http !== undefined) {
      user.http.keepPage = user.keepPage;
      user.http.keepAnswer = user.keepAnswer;
    }
    const execution = new Execution(user, { step, index: play.index, intendedAt: user.dueAt, onSettled: ended });
    execution.recipe = recipe;
    if (!user.hasArrival) user.group.statistics.arrive();
    if (step.bound === undefined) bindLate(execution, { run, page: user.http?.page?.url, place: user.place, placeName: user.placeName });
    play.index += 1;
    user.actionsLeft -= 1;
    user.hasArrival = false;
    user.execution = execution;
    underWay += 1;
    execute(execution);
  };

  /** Where a user is after an action. A failed open leaves no place. */
  const moveTo = (user: VirtualUser, { step, outcome, url, canonical }: Execution) => {
    const { action } = step.instruction;
    if (action !== 'open' && action !== 'follow') return;
    if (outcome === 'ok') {
      user.place = url;
      user.placeName = canonical;
    } else if (action === 'open') user.place = undefined;
  };

  const ended = (execution: Execution) => {
    // The boundary between execution and runner: every actor of this loop is one of its users.
    const user = execution.actor as VirtualUser;
    user.execution = undefined;
    underWay -= 1;
    if (execution.handlerRuns) unwinding += 1;
    const { step, outcome } = execution;
    moveTo(user, execution);
    // What was captured is read by now: an answer is not held while its user thinks.
    if (user.keepAnswer && user.http !== undefined) user.http.keepAnswer = false;
    if (outcome !== 'ok') user.failures += 1;
    // A failed open leaves no page, whatever was wrong with it.
    if (!user.keepPage || (outcome !== 'ok' && step.instruction.action === 'open')) user.http?.forgetPage();
    if ((isDraining && !mayGoOn(user)) || (user.isGone && user.stage === 'playing')) {
      leave(user);
      return;
    }
    const isOver = (outcome === 'failed' && step.stopsPlay) || user.actionsLeft === 0 || user.current?.sequence.isOver !== false;
    if (isOpen(user)) {
      if (isOver) endPlay(user);
      else turnToWaiting(user);
      return;
    }
    closed.think(user, execution);
    if (user.script !== undefined) closed.wait(user);
    else if (isOver) endPlay(user);
    else closed.wait(user);
  };

  /** Lets an open user turn to an arrival that waits, if one does. */
  const turnToWaiting = (user: VirtualUser) => {
    const intendedAt = arrivals.takeWaiting(user);
    if (intendedAt !== undefined) serve(user, intendedAt);
    else if (user.arrivalsAreOver) leave(user);
  };

  /** Ends the play of a user that may go on. */
  const endPlay = (user: VirtualUser) => {
    leavePlay(user);
    const isLast =
      user.stage === 'ending' ||
      user.isAlone ||
      (user.script !== undefined ? user.scripted === undefined : isExhausted(user) && user.group.choice.end === undefined);
    if (user.group.profile.session === 'user' && !isLast) {
      goOn(user);
      return;
    }
    user.place = undefined;
    if (!user.hasPluginSessions) {
      user.closeHttp();
      goOn(user);
      return;
    }
    closing += 1;
    user.isClosing = true;
    void closeSessions(user, { clock, warn: (message) => observer.warn(message) }).then(() => {
      closing -= 1;
      user.isClosing = false;
      goOn(user);
    });
  };

  /** After a play. */
  const goOn = (user: VirtualUser) => {
    if (user.isFinished) tellIfIdle();
    else if (user.stage === 'ending' || user.isAlone) finish(user);
    else if (user.stage === 'beforeEnd') add(user);
    else if (user.script !== undefined) {
      if (user.scripted === undefined || isDraining) finish(user);
      else closed.wait(user);
    } else if (isDraining || isExhausted(user)) leave(user);
    else if (isOpen(user)) turnToWaiting(user);
    else closed.wait(user);
  };

  const leavePlay = (user: VirtualUser) => {
    plays.leave(user);
    deadlines.release(user);
  };

  /** Whether a user goes on while all others stop: what has arrived before begins. */
  const mayGoOn = (user: VirtualUser) => user.isAlone || (!isCut && (user.stage !== 'playing' || user.hasArrival));

  /** Ends a user, with its end scenario first where it has one. */
  const leave = (user: VirtualUser) => {
    if (user.isFinished) return;
    if (user.stage !== 'playing' || user.isAlone || isCut || user.plays === user.playsBefore || user.group.choice.end === undefined) {
      finish(user);
      return;
    }
    if (user.hasArrival) drop(user, 'stopping');
    user.stage = 'beforeEnd';
    arrivals.end(user);
    user.dueAt = clock.now();
    if (user.current === undefined) add(user);
    else endPlay(user);
  };

  /** What a script had for a user by now, and will not be done. */
  const dropScripted = (user: VirtualUser) => {
    for (; user.scripted !== undefined; user.scripted = user.script?.next()) {
      user.dueAt = time.origin + user.scripted.at / time.speed;
      if (user.dueAt > (drainedAt ?? clock.now())) return;
      user.group.statistics.arrive();
      drop(user, 'stopping');
    }
  };

  const finish = (user: VirtualUser) => {
    if (user.isFinished) return;
    user.isFinished = true;
    if (user.hasArrival) drop(user, 'stopping');
    dropScripted(user);
    leavePlay(user);
    arrivals.end(user);
    left -= 1;
    tellAlone.get(user)?.();
    tellIfIdle();
  };

  /** Lets a user begin at a time of the clock. */
  const beginUser = (user: VirtualUser, clockMs: number) => {
    user.dueAt = clockMs;
    if (user.arrivals !== undefined) arrivals.begin(user, time.toSimulated(clockMs), factor);
    else if (user.script !== undefined) {
      user.scripted = user.script.next();
      user.dueAt = time.origin + (user.scripted?.at ?? 0) / time.speed;
      closed.wait(user);
    } else closed.wait(user);
  };

  return {
    start(durationMs, over) {
      clock.defer(() => {
        if (isDraining) return;
        time = createRunTime(clock, options);
        // Before everything else that is due then.
        if (durationMs !== undefined) timers.set(createQueuedTimer(over), time.origin + durationMs);
        for (const user of users) if (!user.isAlone && !user.isFinished) beginUser(user, time.origin);
        tellIfIdle();
      });
    },
    playAlone(user, { scenario, signal }) {
      user.isAlone = true;
      left += 1;
      users.push(user);
      const { promise, resolve } = Promise.withResolvers<void>();
      tellAlone.set(user, resolve);
      const stop = () => {
        user.execution?.cut('interrupted');
        finish(user);
      };
      signal?.addEventListener('abort', stop, { once: true });
      user.dueAt = clock.now();
      plays.open(user, { prepared: scenario, number: 0 });
      add(user);
      return promise.finally(() => signal?.removeEventListener('abort', stop));
    },
    pause() {
      isPaused = true;
    },
    resume() {
      if (!isPaused) return;
      isPaused = false;
      for (const user of parked.splice(0)) {
        // It may have been taken out of the plan meanwhile, or have got an open pace.
        if (!isFree(user) || isOpen(user) || user.stage !== 'playing') continue;
        user.dueAt = clock.now();
        add(user);
      }
    },
    get isPaused() {
      return isPaused;
    },
    setRate(next) {
      factor = next;
      for (const user of users)
        if (isOpen(user) && !user.isFinished && !user.arrivalsAreOver) arrivals.begin(user, time.simulatedNow(), factor);
    },
    get rate() {
      return factor;
    },
    replace(next) {
      if (isDraining) return;
      const kept = new Set(next);
      const gone = users.filter((user) => !kept.has(user) && !user.isAlone && !user.isFinished);
      const known = new Set(users);
      const added = next.filter((user) => !known.has(user));
      const ids = new Set(added.map(({ info }) => info.id));
      // Those who are done or gone stay known: they do not begin again, or go on counting their plays.
      users = [...users.filter(({ info }) => !ids.has(info.id)), ...added];
      left += added.length;
      for (const user of next) {
        user.isGone = false;
        if (user.isFinished) continue;
        if (!known.has(user)) beginUser(user, clock.now());
        else if (isOpen(user)) arrivals.begin(user, time.simulatedNow(), factor);
        else if (user.stage === 'playing') {
          arrivals.end(user);
          if (isFree(user) && !parked.includes(user)) closed.waitAnew(user);
        }
      }
      for (const user of gone) {
        user.isGone = true;
        if (user.execution === undefined && !user.isClosing) leave(user);
      }
    },
    drain() {
      isDraining = true;
      drainedAt ??= clock.now();
      for (const user of users) {
        if (user.stage !== 'playing' && mayGoOn(user)) continue;
        arrivals.end(user);
        if (user.isAlone && !user.isFinished && user.execution === undefined) finish(user);
        else if (user.execution === undefined && !user.isClosing && !user.hasArrival) leave(user);
      }
      tellIfIdle();
    },
    cut() {
      isCut = true;
      for (const user of users) {
        user.execution?.cut('interrupted');
        if (!user.isClosing) finish(user);
      }
    },
    async close(signal) {
      const slow = users.filter((user) => {
        if (!user.hasPluginSessions) user.closeHttp();
        return user.hasPluginSessions;
      });
      await Promise.all(slow.map((user) => closeSessions(user, { clock, warn: (message) => observer.warn(message), stop: signal })));
    },
    dispose() {
      timers.clear();
    },
    arm: deadlines.arm,
    get users() {
      return users;
    },
    get time() {
      return time;
    },
    get underWay() {
      return underWay;
    },
    get playing() {
      return plays.playing;
    },
    unwound() {
      unwinding -= 1;
      if (unwinding === 0) tellIfIdle();
    },
  };
}
