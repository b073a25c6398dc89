import type { Attributes, Span } from '@opentelemetry/api';
import { SpanStatusCode } from '@opentelemetry/api';
import { isRushhourError } from '@rushhour/core';
import type { BucketAddress } from '../config/bucket-address.ts';
import type { S3Call } from './s3-client.ts';
import { s3TelemetryNames as names } from './s3-telemetry-names.ts';

/** What a span says of its request. */
export interface SpanRequest {
  readonly operation: string;
  readonly bucket: string;
  readonly key?: string | undefined;
  readonly address: BucketAddress;
  readonly region: string;
  readonly uploadId?: string | undefined;
  readonly partNumber?: number | undefined;
}

/** Begins the span of a request; undefined when nobody records it. */
export function beginStoreSpan(call: S3Call, request: SpanRequest): Span | undefined {
  if (call.startSpan === undefined) return undefined;
  const { operation, bucket, key, address, region, uploadId, partNumber } = request;
  const { hostname, port, protocol } = new URL(address.origin);
  const attributes: Attributes = {
    [names.system]: 'aws-api',
    [names.service]: 'S3',
    [names.method]: operation,
    [names.bucket]: bucket,
    [names.region]: region,
    [names.host]: hostname,
    [names.port]: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
    ...(key !== undefined && { [names.key]: key }),
    ...(uploadId !== undefined && { [names.uploadId]: uploadId }),
    ...(partNumber !== undefined && { [names.partNumber]: partNumber }),
  };
  return call.startSpan(`${names.span}${operation}`, attributes);
}

/** Ends the span of a request that was answered. */
export function endStoreSpan(span: Span | undefined, status: number | undefined, requestId: string | undefined): void {
  if (span === undefined) return;
  if (status !== undefined) span.setAttribute(names.status, status);
  if (requestId !== undefined) span.setAttribute(names.requestId, requestId);
  span.end();
}

/** Ends the span of a request that failed. */
export function failStoreSpan(span: Span | undefined, error: unknown, status: number | undefined): void {
  if (span === undefined) return;
  span.setAttribute(names.errorType, isRushhourError(error) ? error.type : 'internal');
  span.setStatus({ code: SpanStatusCode.ERROR });
  endStoreSpan(span, status, undefined);
}
