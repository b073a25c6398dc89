/** What an action is about to create on a target. */
export interface Intention {
  /** What finds the thing again: a key, a name, a URL. */
  readonly marker: string;
  /** Size in bytes, where known. */
  readonly bytes?: number;
}

/** The open record of one intention; close it with what became of it. */
export interface LedgerEntry {
  /** It was made; the location the target gave it, where it gave one. */
  created(location?: string): void;
  /** It surely was not made. */
  absent(): void;
}

/** The ledger as a handler sees it. */
export interface ActionLedger {
  /** Puts an intention on record; await it before the first byte is sent. An entry left open counts as possibly made. */
  intend(intention: Intention): Promise<LedgerEntry>;
}
