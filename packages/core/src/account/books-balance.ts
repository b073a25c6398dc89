import type { RunAccount } from './account.ts';
import { droppedInAll } from './dropped-in-all.ts';

/**
 * Whether every arrival of a run that is over is accounted for: `scheduled = started + dropped` and `started = ok + failed + interrupted` for each
 * profile, and what was counted by names is what was counted by profile. Exact.
 */
export function booksBalance({ profiles, cells }: Pick<RunAccount, 'profiles' | 'cells'>): boolean {
  const rows = Object.values(profiles);
  const sum = (groups: readonly { readonly started: number }[]) => groups.reduce((all, { started }) => all + started, 0);
  return (
    rows.every(({ scheduled, started, dropped }) => scheduled === started + droppedInAll(dropped)) &&
    [...rows, ...cells].every(({ started, ok, failed, interrupted }) => started === ok + failed + interrupted) &&
    sum(rows) === sum(cells)
  );
}
