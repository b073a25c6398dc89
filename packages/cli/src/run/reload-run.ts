import { isRushhourError, type PlanOptions, type Scenario } from '@rushhour/core';
import { describeError } from '../describe-error.ts';
import type { RunnerFace } from './runner-face.ts';

/** What a run takes over while it lasts. */
export type ReloadedPlan = Pick<PlanOptions, 'profiles' | 'limits' | 'faults'> & { readonly scenarios: readonly Scenario[] };

/** Reads the files of a run again. Rejects with `input_invalid` when they have problems. */
export type ReadAgain = () => Promise<ReloadedPlan>;

/** Makes what reads the files of a run again and hands them over; one time after another, and problems change nothing. */
export function createReload(runner: Pick<RunnerFace, 'reload'>, readAgain: ReadAgain, log: (line: string) => void): () => void {
  let last = Promise.resolve();
  const reload = async () => {
    try {
      await runner.reload(await readAgain());
      log("Read again: taken over, from each user's next play.");
    } catch (error) {
      const { text } = describeError(error);
      log(
        isRushhourError(error) && error.code === 'input_invalid'
          ? `Read again: there are problems; the last good version stays.\n${text}`
          : text,
      );
    }
  };
  return () => {
    last = last.then(reload);
  };
}
