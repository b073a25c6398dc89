import { PlaySequence } from '../execution/play-sequence.ts';
import type { PreparedScenario } from '../execution/step.ts';
import type { DataRow } from '../people/feeder.ts';
import type { RunTelemetry } from '../telemetry/run-telemetry.ts';
import type { LoopObserver } from './loop-observer.ts';
import { Play } from './play.ts';
import { takeData } from './take-data.ts';
import type { ScriptedAction } from './user-script.ts';
import type { VirtualUser } from './virtual-user.ts';

/** Begins and ends the plays of users. */
export interface Plays {
  /** Begins the next play of a user: its start scenario first, its end scenario when it is to end; false when its limits are reached. */
  begin(user: VirtualUser): boolean;
  /** Begins a play of a script, with the data the user had in it when it was recorded. */
  follow(user: VirtualUser, next: Pick<ScriptedAction, 'scenario' | 'play'>): Play;
  /** Begins a play that is given. */
  open(
    user: VirtualUser,
    play: { readonly prepared: PreparedScenario; readonly number: number; readonly data?: DataRow | undefined },
  ): Play;
  /** Ends the play of a user, if it is in one. */
  leave(user: VirtualUser): void;
  /** Users in a play. */
  readonly playing: number;
}

/** Whether a user has reached one of its limits, or is gone. */
export function isExhausted(user: VirtualUser): boolean {
  return user.playsLeft === 0 || user.actionsLeft === 0 || user.isGone;
}

/** Makes the plays of a run; `size` is how many users it has in all shards. */
export function createPlays({
  telemetry,
  observer,
  size,
}: {
  readonly telemetry: RunTelemetry;
  readonly observer: Pick<LoopObserver, 'playStarted' | 'playEnded'>;
  readonly size: number;
}): Plays {
  let playing = 0;

  const open: Plays['open'] = (user, { prepared, number, data }) => {
    const random = user.random.fork('play').fork(number);
    const { name: scenario, order } = prepared;
    const play = new Play({
      number,
      prepared,
      random,
      data,
      sequence: new PlaySequence(prepared, random.fork('strategy')),
      span: telemetry.startPlay({ scenario, order, profile: user.info.profile, user: user.info.id }),
      variables: user.startVariables && new Map(user.startVariables),
    });
    user.plays = number + 1;
    user.current = play;
    playing += 1;
    observer.playStarted(user);
    return play;
  };

  return {
    open,
    begin(user) {
      const { choice } = user.group;
      const isFirst = user.plays === user.playsBefore && choice.start !== undefined;
      const isEnd = user.stage === 'beforeEnd';
      if (!isEnd && isExhausted(user)) return false;
      const random = user.random.fork('play').fork(user.plays);
      const prepared = isEnd ? choice.end : isFirst ? choice.start : choice.pick(random);
      if (prepared === undefined) return false;
      const data = takeData(user, { play: user.plays, users: size, random });
      if (data === 'none left') return false;
      if (isEnd) user.stage = 'ending';
      else if (!isFirst) user.playsLeft -= 1;
      open(user, { prepared, number: user.plays, data });
      return true;
    },
    follow(user, { scenario: prepared, play: number }) {
      const data = takeData(user, { play: number, users: size, random: user.random.fork('play').fork(number) });
      return open(user, { prepared, number, data: data === 'none left' ? undefined : data });
    },
    leave(user) {
      const { current } = user;
      if (current === undefined) return;
      const { start } = user.group.choice;
      if (start !== undefined && current.prepared === start) user.startVariables = current.variables;
      playing -= 1;
      current.span.end();
      observer.playEnded(user);
      user.current = undefined;
    },
    get playing() {
      return playing;
    },
  };
}
