import type { HttpBody, HttpLimits, HttpReply, HttpRequestOptions } from '@rushhour/core';
import type { S3Call } from './s3-client.ts';

/** One operation of S3, before it is signed. */
export interface StoreRequest {
  /** As the documentation of S3 calls it: `PutObject`. */
  readonly operation: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly bucket: string;
  /** Absent for what concerns the bucket. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** By lower-case name; all of them are signed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** SHA-256 of the body in hexadecimal digits, or `UNSIGNED-PAYLOAD`. @default that of no body */
  readonly payloadHash?: string;
  readonly sink?: HttpRequestOptions['sink'];
  readonly limits?: HttpLimits;
  /** Statuses beside 2xx that are answers and not errors. */
  readonly accepts?: readonly number[];
}

/** Signs and sends an operation; gives the answer, or rejects with what the store or the network said. */
export type SendToStore = (request: StoreRequest, call: S3Call) => Promise<HttpReply>;
