/** Where credentials come from. */
export type CredentialsSource =
  | { readonly source: 'fixed'; readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
  /** A profile of the AWS configuration files; absent: that of the environment. */
  | { readonly source: 'profile'; readonly profile: string }
  /** Environment, configuration files, web identity, container, in this order; never the metadata address. */
  | { readonly source: 'default'; readonly profile: string }
  /** The metadata address of the machine. */
  | { readonly source: 'instance' };

/** When requests carry a checksum that stores need not have. */
export type ChecksumCalculation = 'WHEN_SUPPORTED' | 'WHEN_REQUIRED';

/** The configuration, complete: what was absent is taken from the environment and the AWS configuration files. */
export interface S3Settings {
  /** Origin of the store, and perhaps a path, without a slash at the end. */
  readonly endpoint: string;
  readonly region: string;
  /** Whether the bucket is part of the path or of the host name. */
  readonly addressing: 'path' | 'virtual';
  readonly credentials: CredentialsSource;
  /** Names that may be used with virtual hosts, where each is an origin. Empty with paths: any. */
  readonly buckets: readonly string[];
  readonly createBuckets: boolean;
  /** Bytes of a part of a multipart upload. */
  readonly partSize: number;
  /** Bytes above which an upload is sent in parts. */
  readonly multipartAbove: number;
  /** Parts sent at the same time. */
  readonly concurrency: number;
  readonly requestChecksumCalculation: ChecksumCalculation;
  /** Of each part of a multipart upload. */
  readonly maxAttempts: number;
}
