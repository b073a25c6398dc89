import { readFile } from 'node:fs/promises';

/** One answered request, as nginx saw it. */
export interface AccessLogLine {
  readonly time: string;
  readonly method: string;
  readonly uri: string;
  readonly status: number;
  /** Bytes of the body of the answer over the wire. */
  readonly bytes: number;
  /** Bytes of the request, head and body. */
  readonly requestBytes: number;
  readonly seconds: number;
  readonly protocol: string;
  readonly connection: number;
  /** How many requests this connection had carried, this one included. */
  readonly connectionRequests: number;
  readonly userAgent: string;
  readonly referer: string;
  readonly cookie: string;
  /** The file that holds the body of a request to `/form`. */
  readonly bodyFile: string;
}

/** Reads an access log. It is complete once nginx has stopped, and at most a second behind while it runs. */
export async function readAccessLog(path: string): Promise<readonly AccessLogLine[]> {
  const text = await readFile(path, 'utf8');
  // The log format of nginx-config.ts makes each line one of these.
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AccessLogLine);
}
