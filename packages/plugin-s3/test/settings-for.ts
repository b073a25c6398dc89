import type { S3Settings } from '../src/config/s3-settings.ts';

/** A store of a test. */
export interface TestStore {
  /** Without a slash at the end. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** The configuration for a store of a test, as it is when everything was read. */
export function settingsFor({ url, accessKeyId, secretAccessKey, region }: TestStore, settings: Partial<S3Settings> = {}): S3Settings {
  return {
    endpoint: url,
    region,
    addressing: 'path',
    credentials: { source: 'fixed', accessKeyId, secretAccessKey },
    buckets: [],
    createBuckets: false,
    partSize: 5 * 2 ** 20,
    multipartAbove: 8 * 2 ** 20,
    concurrency: 2,
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    maxAttempts: 2,
    ...settings,
  };
}
