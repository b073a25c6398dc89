/** What a run shows and writes. */
export interface RunOutput {
  readonly quiet: boolean;
  readonly noColor: boolean;
  /** Plain lines even on a terminal, and one for each action. */
  readonly verbose: boolean;
  /** A file, or `-` for standard output. */
  readonly summary?: string | undefined;
  readonly journal?: string | undefined;
  /** A file. */
  readonly report?: string | undefined;
  /** Threads that play; 1 for none beside this one. */
  readonly workers: number;
  /** How often statistics are told, 0 for never. */
  readonly statsEveryMs: number;
  /** A file that rotates. */
  readonly log?: string | undefined;
  /** Bytes. */
  readonly logSize: number;
  readonly logKeep: number;
}
