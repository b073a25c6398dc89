import type { RunAccount } from '@rushhour/core';

/** Closes the books of a part that will not go on: what was under way counts as interrupted, what waited as dropped. */
export function settleAccount(account: RunAccount): RunAccount {
  return {
    ...account,
    cells: account.cells.map(interruptRest),
    profiles: Object.fromEntries(
      Object.entries(account.profiles).map(([name, profile]) => {
        const dropped = Object.values(profile.dropped).reduce((sum, count) => sum + count, 0);
        const waiting = profile.scheduled - profile.started - dropped;
        const stopping = (profile.dropped.stopping ?? 0) + waiting;
        return [name, interruptRest({ ...profile, dropped: { ...profile.dropped, ...(stopping > 0 && { stopping }) } })];
      }),
    ),
  };
}

/** How many actions of an account have begun and not ended. */
export function underWayIn({ profiles }: Pick<RunAccount, 'profiles'>): number {
  return Object.values(profiles).reduce((sum, { started, ok, failed, interrupted }) => sum + started - ok - failed - interrupted, 0);
}

function interruptRest<
  Counts extends { readonly started: number; readonly ok: number; readonly failed: number; readonly interrupted: number },
>(counts: Counts): Counts {
  return { ...counts, interrupted: counts.started - counts.ok - counts.failed };
}
