import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';

/** Where `go install` puts MinIO. */
export const goBinFolder = join(cacheFolder, 'bin');

/** What there is to store in: a binary to start, or a store that someone else runs. */
export type MinioParts =
  | { readonly binary: string }
  | { readonly endpoint: string; readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string };

/**
 * Finds a MinIO: a running store that `RUSHHOUR_S3_ENDPOINT` names (its keys in `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`), else `minio` on the PATH, else the one
 * built before; undefined when there is none.
 */
export function findMinio(): MinioParts | undefined {
  const { RUSHHOUR_S3_ENDPOINT, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, PATH } = process.env;
  if (RUSHHOUR_S3_ENDPOINT !== undefined && RUSHHOUR_S3_ENDPOINT !== '') {
    return {
      endpoint: RUSHHOUR_S3_ENDPOINT.replace(/\/$/, ''),
      region: AWS_REGION ?? 'us-east-1',
      accessKeyId: AWS_ACCESS_KEY_ID ?? 'minioadmin',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? 'minioadmin',
    };
  }
  const binary = [...(PATH ?? '').split(delimiter), goBinFolder].map((folder) => join(folder, 'minio')).find((path) => existsSync(path));
  return binary === undefined ? undefined : { binary };
}
