import { realpath, stat } from 'node:fs/promises';
import type { Clock, Timer } from '../support/clock.ts';
import { inputError } from './input-error.ts';
import { formatProblems } from './problem.ts';
import { findScenarioFiles, loadScenarioFiles } from './scenario-files.ts';
import type { ScenarioListener, ScenarioSource } from './scenario-source.ts';

/** How scenario files are watched. */
export interface WatchOptions {
  readonly clock: Clock;
  /** How often they are looked at, in milliseconds. @default 5000 */
  readonly intervalMs?: number;
}

/**
 * Loads scenario files and folders, and looks at them again and again while somebody watches: by real path, time of change and size, so
 * that a mounted ConfigMap works. A version with problems is told once and the last good one stays.
 *
 * @throws RushhourError `input_invalid` with every problem, when the files are not good to begin with.
 */
export async function watchScenarioFiles(paths: readonly string[], { clock, intervalMs = 5000 }: WatchOptions): Promise<ScenarioSource> {
  let seen = await fingerprint(paths);
  const { scenarios, problems } = await loadScenarioFiles(paths);
  if (problems.length > 0) throw inputError(problems);
  let good = scenarios;
  const listeners = new Set<ScenarioListener>();
  let timer: Timer | undefined;
  let looking = false;

  const look = async () => {
    const now = await fingerprint(paths);
    if (now === seen) return;
    const loaded = await loadScenarioFiles(paths);
    // Written to while it was read: the next look sees the whole.
    if ((await fingerprint(paths)) !== now) return;
    seen = now;
    if (loaded.problems.length === 0) good = loaded.scenarios;
    for (const listener of listeners) {
      if (loaded.problems.length === 0) listener.changed(good);
      else listener.bad(formatProblems(loaded.problems));
    }
  };

  const arm = () => {
    if (timer !== undefined || looking || listeners.size === 0) return;
    timer = clock.setTimer(intervalMs, () => {
      timer = undefined;
      looking = true;
      // A listener that throws must not end the process of the host.
      void look()
        .catch(() => undefined)
        .finally(() => {
          looking = false;
          arm();
        });
    });
  };

  return {
    current: () => good,
    watch(listener) {
      // An object of its own, so that the same listener may watch twice.
      const entry = { changed: listener.changed.bind(listener), bad: listener.bad.bind(listener) };
      listeners.add(entry);
      arm();
      return () => {
        listeners.delete(entry);
        if (listeners.size > 0) return;
        timer?.cancel();
        timer = undefined;
      };
    },
  };
}

/** Tells versions of files apart without reading them. */
async function fingerprint(paths: readonly string[]): Promise<string> {
  const { files, problems } = await findScenarioFiles(paths);
  const parts = await Promise.all(
    files.map(async (file) => {
      const [real, entry] = await Promise.all([realpath(file).catch(() => ''), stat(file, { bigint: true }).catch(() => undefined)]);
      return [file, real, String(entry?.mtimeNs), String(entry?.size)];
    }),
  );
  return JSON.stringify([parts, formatProblems(problems)]);
}
