/** One line of an access log. */
export interface AccessLogEntry {
  readonly method: string;
  /** Path and query, as asked for. */
  readonly url: string;
  /** Request headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly userAgent: string;
  /** Milliseconds since 1970 when the request came. */
  readonly at: number;
  /** 0 when there was no answer. */
  readonly status: number;
  /** Bytes of the request body that arrived. */
  readonly requestBytes: number;
  /** Bytes of the response body that were written. */
  readonly bodyBytes: number;
  /** Whether the connection was closed before the answer was complete. */
  readonly aborted: boolean;
}

/** Which lines are meant: all that are given must fit. */
export interface AccessLogFilter {
  readonly method?: string;
  /** Path without query. */
  readonly path?: string;
  readonly status?: number;
  readonly aborted?: boolean;
}

/** Whether a line is meant. */
export function isMeant(entry: AccessLogEntry, { method, path, status, aborted }: AccessLogFilter): boolean {
  return (
    (method === undefined || entry.method === method) &&
    (path === undefined || entry.url.replace(/\?.*$/s, '') === path) &&
    (status === undefined || entry.status === status) &&
    (aborted === undefined || entry.aborted === aborted)
  );
}
