import { RushhourError } from '../errors/rushhour-error.ts';
import type { Execution } from '../execution/execution.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ActionLedger } from '../plugin/action-ledger.ts';

/** The ledger as the handler of one action sees it: what it puts on record or uses is kept until the handler is done. */
export function createActionLedger(ledger: Ledger, execution: Execution): ActionLedger {
  const owner = { plugin: execution.bound?.plugin.instance ?? '', user: execution.actor.info.id };
  const held: (() => void)[] = [];
  execution.held = () => {
    for (const release of held.splice(0)) release();
  };
  return {
    async intend(intention) {
      if (!execution.handlerRuns) throw new RushhourError('interrupted', { message: 'The action is over: nothing may be created.' });
      const { entry, release } = ledger.intend(owner, intention);
      held.push(release);
      return entry;
    },
    use(marker) {
      const release = ledger.use(owner.plugin, marker);
      if (release === undefined) return false;
      held.push(release);
      return true;
    },
  };
}
