import type { Intention, LedgerEntry } from '../plugin/action-ledger.ts';

/** Whose intention it is. */
export interface LedgerOwner {
  readonly run: string;
  readonly plugin: string;
  readonly user: string;
}

/** How much a run made on its targets. */
export interface LedgerCounts {
  /** Created, or intended and never closed. */
  readonly made: number;
  readonly removed: number;
  readonly left: number;
}

/** The record of what a run created on the targets. */
export interface Ledger {
  intend(owner: LedgerOwner, intention: Intention): Promise<LedgerEntry>;
  counts(): LedgerCounts;
}
