import { hash } from 'node:crypto';
import { createBucket, type Bucket, type Versioning } from './bucket.ts';
import { createByteBudget, type ByteBudget } from './byte-budget.ts';
import { StoreError } from './store-error.ts';

/** What a store holds, and its rules. */
export interface StoreState {
  readonly region: string;
  /** The least a part of a multipart upload may have, but for the last. */
  readonly minPartBytes: number;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly bytes: ByteBudget;
  addBucket(name: string, versioning?: Versioning): void;
  removeBucket(name: string): void;
}

/** Makes a store without buckets. Ids are the same in every run. */
export function createStoreState(options: {
  readonly region: string;
  readonly minPartBytes: number;
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}): StoreState {
  const { region, minPartBytes, maxBytes, now } = options;
  const bytes = createByteBudget(maxBytes);
  const buckets = new Map<string, Bucket>();
  let ids = 0;
  const nextId = (): string => {
    ids += 1;
    return hash('sha256', `id ${ids}`, 'hex').slice(0, 32);
  };
  return {
    region,
    minPartBytes,
    buckets,
    bytes,
    addBucket(name, versioning = '') {
      buckets.set(name, createBucket({ name, versioning, bytes, now: () => Math.floor(now() / 1000) * 1000, nextId }));
    },
    removeBucket(name) {
      buckets.delete(name);
    },
  };
}

/** @throws StoreError `NoSuchBucket` */
export function bucketNamed({ buckets }: StoreState, name: string): Bucket {
  const bucket = buckets.get(name);
  if (bucket === undefined) throw new StoreError('NoSuchBucket', { elements: { BucketName: name } });
  return bucket;
}
