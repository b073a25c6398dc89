import type { CreatedContext, CreatedThing, CreatedThings, Removal } from '../plugin/created-things.ts';

/** What things are removed with. */
export interface RemoveThingsOptions {
  readonly context: CreatedContext<unknown>;
  readonly instance: string;
  /** Those of some things that may be removed now. @default all */
  readonly claim?: (things: readonly CreatedThing[]) => readonly CreatedThing[];
  /** Told what became of claimed things as soon as that is known: what follows may be cut. */
  readonly settle: (claimed: readonly CreatedThing[], removals: readonly Removal[]) => void;
  readonly warn: (message: string) => void;
}

/** Removed together: so few that a stop which is cut has nearly all on record that is gone. */
const batchLength = 250;

/** Removes things by the plugin that made them, and says once what could not be removed. */
export async function removeThings(
  created: CreatedThings<unknown>,
  things: readonly CreatedThing[],
  { context, instance, claim = (all) => all, settle, warn }: RemoveThingsOptions,
): Promise<void> {
  const failed: Removal[] = [];
  for (let at = 0; at < things.length && !context.signal.aborted; at += batchLength) {
    const claimed = claim(things.slice(at, at + batchLength));
    let removals: readonly Removal[] = [];
    try {
      if (claimed.length > 0) removals = await created.remove(claimed, context);
    } finally {
      settle(claimed, removals);
    }
    failed.push(...removals.filter(({ outcome }) => outcome === 'failed'));
  }
  const [first] = failed;
  if (first !== undefined && !context.signal.aborted) {
    warn(
      `Plugin "${instance}" could not remove "${first.marker}"${failed.length > 1 ? ` and ${failed.length - 1} more` : ''}: ${first.message ?? 'it is still there'}`,
    );
  }
}
