import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running store that speaks S3. */
export interface S3Service {
  /** `minio`, `ceph`, `fauxqs`. */
  readonly name: string;
  /** Without a slash at the end: `http://127.0.0.1:40001`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Its processes, first the one that answers; none where it runs in this process, or is not ours. */
  readonly pids: readonly number[];
  /** Ends it and, unless its folder was named, removes what it kept. */
  stop(): Promise<void>;
}

/** Options of `startMinio` and `startCeph`. */
export interface S3ServiceOptions {
  /** Where it keeps everything, empty or absent. @default a folder of its own that {@link S3Service.stop} removes */
  readonly folder?: string;
  /** Whether it outlives this process. @default false */
  readonly detached?: boolean;
}

/** Where a service keeps what it has. */
export interface ServiceHome {
  readonly home: string;
  /** Removes it, if it was made for this service. */
  remove(): void;
}

/** Makes the folder of a service. */
export function serviceHome(name: string, folder: string | undefined): ServiceHome {
  const home = folder ?? mkdtempSync(join(tmpdir(), `rushhour-${name}-`));
  mkdirSync(home, { recursive: true });
  return {
    home,
    remove() {
      if (folder === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}
