import type { S3Call, S3Client } from '../client/s3-client.ts';

/** How the ledger's work reaches the store. */
export interface StoreAccess {
  readonly client: S3Client;
  readonly call: S3Call;
  /** Does a call again when the store was busy or broken. */
  readonly retried: <Value>(work: () => Promise<Value>) => Promise<Value>;
}
