/** One link of a chain that bytes are pushed through. */
export interface Stage {
  /** Takes a piece; false asks the caller to wait for `onDrain` before the next one. A piece pushed all the same is kept. */
  push(chunk: Uint8Array): boolean;
  /** Says that no piece follows. */
  end(): void;
  /** Frees everything at once; nothing is called back after it. */
  destroy(): void;
  /** Called when a stage that asked to wait takes pieces again; set by whoever pushes. */
  onDrain: () => void;
}
