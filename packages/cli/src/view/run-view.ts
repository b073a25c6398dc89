import type { RunProgress } from './run-progress.ts';

/** What shows a run while it lasts. */
export interface RunView {
  /** Shows where the run stands; called a few times a second. */
  update(progress: RunProgress): void;
  /** Shows a line that stays. */
  log(line: string): void;
  /** Takes the view down; nothing of it may be left open. */
  close(): void;
}

/** Shows nothing at all. */
export const silentView: RunView = { update: () => undefined, log: () => undefined, close: () => undefined };
