/** What an action is about to create on a target. */
export interface Intention {
  /** What finds the thing again: a key, a name, a URL. */
  readonly marker: string;
  /** Size in bytes, where known. */
  readonly bytes?: number;
}

/** The open record of one intention; close it with what became of it. */
export interface LedgerEntry {
  /** The run, to be written on the thing. */
  readonly run: string;
  /** Id of the user, to be written on the thing. */
  readonly owner: string;
  /** When it may go, in milliseconds since 1970 of the clock of this process, to be written on the thing; undefined when nothing was said. */
  readonly expiresAt: number | undefined;
  /** Until when the run is known to go on, by the same clock: what a plugin with `renew` says on the target before it first makes something there. */
  readonly liveUntil: number;
  /** It was made; the location the target gave it, where it gave one. */
  created(location?: string): void;
  /** It surely was not made. */
  absent(): void;
}

/** The ledger as a handler sees it. */
export interface ActionLedger {
  /**
   * Puts an intention on record; await it before the first byte is sent. An entry left open counts as possibly made, and is looked for when
   * it is due. Until the action has ended nobody removes it.
   */
  intend(intention: Intention): Promise<LedgerEntry>;
  /**
   * Keeps a thing from being removed while the action uses it, by this process.
   *
   * @returns false when it is being removed, or is about to be
   */
  use(marker: string): boolean;
}
