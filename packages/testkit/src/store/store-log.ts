import type { OperationName } from './operation-name.ts';

/** One line of the log of a store. */
export interface StoreLogEntry {
  readonly method: string;
  /** As it was sent, with the query. */
  readonly path: string;
  /** Absent where the request was none that the store knows. */
  readonly operation: OperationName | undefined;
  readonly bucket: string;
  readonly key: string;
  /** Milliseconds since 1970 when the request came. */
  readonly at: number;
  /** 0 while, and when, there is no answer. */
  readonly status: number;
  /** Code of the error that was answered, if any. */
  readonly code: string | undefined;
  /** Bytes of the request body, framing included. */
  readonly bytesIn: number;
  /** Bytes of the response body that were written. */
  readonly bytesOut: number;
  /** Whether the connection was closed before the answer was complete. */
  readonly aborted: boolean;
}

/** A line that is being written. */
export type StoreLogLine = { -readonly [Key in keyof StoreLogEntry]: StoreLogEntry[Key] };

/** Adds a line; beyond the limit the older half is forgotten. */
export function addLine(log: StoreLogLine[], line: StoreLogLine, limit: number): void {
  if (log.length >= limit) log.splice(0, Math.ceil(limit / 2));
  log.push(line);
}
