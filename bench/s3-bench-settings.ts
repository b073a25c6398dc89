import type { S3Settings } from '../packages/plugin-s3/src/config/s3-settings.ts';

/** The bucket of the benchmarks. */
export const benchBucket = 'bench';

/** The keys of the stores that the project starts. */
export const benchKeys = { accessKeyId: 'rushhour', secretAccessKey: 'rushhour-secret' };

/** What our client is made with: parts and their number as those of the bare SDK it is compared with. */
export function benchSettings(endpoint: string): S3Settings {
  return {
    endpoint,
    region: 'us-east-1',
    addressing: 'path',
    credentials: { source: 'fixed', ...benchKeys },
    buckets: [],
    createBuckets: true,
    partSize: 8 * 1024 * 1024,
    multipartAbove: 8 * 1024 * 1024,
    concurrency: 4,
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    maxAttempts: 2,
  };
}
