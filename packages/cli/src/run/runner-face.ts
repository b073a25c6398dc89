import type { ScenarioRunner } from '@rushhour/core';

/** What a run is to the command: a runner of this thread, or those of several worker threads behind one face. */
export type RunnerFace = Pick<
  ScenarioRunner,
  | 'on'
  | 'run'
  | 'stop'
  | 'halt'
  | 'summary'
  | 'account'
  | 'phase'
  | 'underWay'
  | 'pause'
  | 'resume'
  | 'isPaused'
  | 'rate'
  | 'setRate'
  | 'reload'
> & {
  /** Whether a part of it broke, though the rest went on. */
  readonly isBroken?: boolean;
};
