import type { RunProgress } from './run-progress.ts';

/** What shows a run while it lasts. */
export interface RunView {
  /** How often it wants to be updated, in milliseconds. */
  readonly everyMs: number;
  /** Shows where the run stands. */
  update(progress: RunProgress): void;
  /** Shows a line that stays. */
  log(line: string): void;
  /** Takes the view down; nothing of it may be left open. */
  close(): void;
}

/** Shows nothing at all. */
export const silentView: RunView = { everyMs: 3_600_000, update: () => undefined, log: () => undefined, close: () => undefined };
