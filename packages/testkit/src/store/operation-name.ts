import { StoreError } from './store-error.ts';

/** The operations of S3 that the store knows. */
export type OperationName =
  | 'ListBuckets'
  | 'CreateBucket'
  | 'HeadBucket'
  | 'DeleteBucket'
  | 'GetBucketVersioning'
  | 'PutBucketVersioning'
  | 'ListObjectsV2'
  | 'ListObjectVersions'
  | 'ListMultipartUploads'
  | 'DeleteObjects'
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'
  | 'ListParts';

interface Row {
  readonly operation: OperationName;
  readonly level: 'service' | 'bucket' | 'object';
  readonly method: string;
  /** Parameters that tell the operation from others; with `=`, their value too. */
  readonly has?: readonly string[];
  /** Further parameters that it understands. */
  readonly may?: readonly string[];
}

const paging = ['prefix', 'delimiter', 'encoding-type'];

const rows: readonly Row[] = [
  { operation: 'PutObject', level: 'object', method: 'PUT' },
  { operation: 'GetObject', level: 'object', method: 'GET', may: ['versionId'] },
  { operation: 'HeadObject', level: 'object', method: 'HEAD', may: ['versionId'] },
  { operation: 'DeleteObject', level: 'object', method: 'DELETE', may: ['versionId'] },
  { operation: 'UploadPart', level: 'object', method: 'PUT', has: ['partNumber', 'uploadId'] },
  { operation: 'CreateMultipartUpload', level: 'object', method: 'POST', has: ['uploads'] },
  { operation: 'CompleteMultipartUpload', level: 'object', method: 'POST', has: ['uploadId'] },
  { operation: 'AbortMultipartUpload', level: 'object', method: 'DELETE', has: ['uploadId'] },
  { operation: 'ListParts', level: 'object', method: 'GET', has: ['uploadId'], may: ['part-number-marker', 'max-parts'] },
  {
    operation: 'ListObjectsV2',
    level: 'bucket',
    method: 'GET',
    has: ['list-type=2'],
    may: [...paging, 'max-keys', 'continuation-token', 'start-after', 'fetch-owner'],
  },
  {
    operation: 'ListObjectVersions',
    level: 'bucket',
    method: 'GET',
    has: ['versions'],
    may: [...paging, 'max-keys', 'key-marker', 'version-id-marker'],
  },
  {
    operation: 'ListMultipartUploads',
    level: 'bucket',
    method: 'GET',
    has: ['uploads'],
    may: [...paging, 'max-uploads', 'key-marker', 'upload-id-marker'],
  },
  { operation: 'DeleteObjects', level: 'bucket', method: 'POST', has: ['delete'] },
  { operation: 'HeadBucket', level: 'bucket', method: 'HEAD' },
  { operation: 'CreateBucket', level: 'bucket', method: 'PUT' },
  { operation: 'DeleteBucket', level: 'bucket', method: 'DELETE' },
  { operation: 'GetBucketVersioning', level: 'bucket', method: 'GET', has: ['versioning'] },
  { operation: 'PutBucketVersioning', level: 'bucket', method: 'PUT', has: ['versioning'] },
  { operation: 'ListBuckets', level: 'service', method: 'GET' },
];

/**
 * Which operation is asked for. A parameter that it does not understand is refused, never ignored: `PUT /bucket/key?tagging` is not a
 * `PutObject`.
 *
 * @throws StoreError `NotImplemented`
 */
export function nameOperation(level: Row['level'], method: string, query: ReadonlyMap<string, string>): OperationName {
  const row = rows.find((candidate) => candidate.level === level && candidate.method === method && fits(candidate, query));
  if (row === undefined) throw new StoreError('NotImplemented');
  return row.operation;
}

function fits({ has = [], may = [] }: Row, query: ReadonlyMap<string, string>): boolean {
  const needed = has.map((text) => text.split('='));
  for (const [name, value] of needed) {
    if (name === undefined || !query.has(name) || (value !== undefined && query.get(name) !== value)) return false;
  }
  for (const name of query.keys()) {
    if (name !== 'x-id' && !may.includes(name) && !needed.some(([known]) => known === name)) return false;
  }
  return true;
}
