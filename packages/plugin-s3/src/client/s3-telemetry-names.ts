/**
 * Names of the client spans: those of the semantic conventions for S3
 * (https://opentelemetry.io/docs/specs/semconv/object-stores/s3/) and for calls to AWS.
 */
export const s3TelemetryNames = {
  /** CLIENT, followed by the operation: `S3/PutObject`. */
  span: 'S3/',
  system: 'rpc.system',
  service: 'rpc.service',
  method: 'rpc.method',
  bucket: 'aws.s3.bucket',
  key: 'aws.s3.key',
  uploadId: 'aws.s3.upload_id',
  partNumber: 'aws.s3.part_number',
  requestId: 'aws.request_id',
  region: 'cloud.region',
  host: 'server.address',
  port: 'server.port',
  status: 'http.response.status_code',
  errorType: 'error.type',
} as const;
