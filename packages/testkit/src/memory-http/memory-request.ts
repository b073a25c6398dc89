import type { AccessLogEntry } from '../site/access-log.ts';

/** A request as it came over the wire in memory. */
export interface MemoryRequest extends AccessLogEntry {
  /** The origin it was sent to. */
  readonly origin: string;
  readonly body: Uint8Array;
  /** Whether it still waits for its answer, or is in the middle of it. */
  readonly underWay: boolean;
}

/** A line of the wire log while it is written. */
export type MemoryRequestLine = { -readonly [Key in keyof MemoryRequest]: MemoryRequest[Key] };
