/** The line somebody is on. */
export interface Link {
  /** Bytes a second towards the user; absent: as fast as it goes. */
  readonly downBytesPerSecond?: number;
  /** Bytes a second from the user. */
  readonly upBytesPerSecond?: number;
  /** Added before every request, in milliseconds. */
  readonly latencyMs?: number;
}
