import { indexBehindKey, indexBehindPrefix, listPage } from '../list-page.ts';
import { xmlAnswer } from '../store-answer.ts';
import { bucketOf, numberOf, type Operation, type StoreCall } from '../store-call.ts';
import { StoreError } from '../store-error.ts';
import type { DeleteMarker, StoredObject } from '../stored-object.ts';
import type { OpenUpload } from '../uploads.ts';
import { encodeListed } from '../uri-encoding.ts';
import { element, type Xml } from '../write-xml.ts';

const maxRows = 1000;

/** `GET /bucket?list-type=2`. */
export const listObjectsV2: Operation = (call) => {
  const { query } = call.request;
  const bucket = bucketOf(call);
  const { prefix, delimiter, encode, limit } = paging(call, 'max-keys');
  const keys = bucket.keys();
  const itself = (key: string): string => key;
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const start = token === undefined ? (startAfter === undefined ? 0 : indexBehindKey(keys, itself, startAfter)) : readToken(token, keys);
  const page = listPage(keys, itself, { prefix, delimiter, limit, start });
  const next = page.last && ('row' in page.last ? writeToken('k', page.last.row) : writeToken('p', page.last.commonPrefix));
  return xmlAnswer('ListBucketResult', [
    element('Name', bucket.name),
    element('Prefix', encode(prefix)),
    element('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
    element('StartAfter', startAfter === undefined ? undefined : encode(startAfter)),
    element('ContinuationToken', token),
    element('NextContinuationToken', next),
    element('KeyCount', page.rows.length + page.commonPrefixes.length),
    element('MaxKeys', limit),
    element('EncodingType', query.get('encoding-type')),
    element('IsTruncated', page.last !== undefined),
    ...page.rows.map((key) => {
      const found = bucket.current(key);
      return element('Contents', [element('Key', encode(key)), ...(found?.isDeleteMarker === false ? describe(found) : [])]);
    }),
    ...prefixes(page.commonPrefixes, encode),
  ]);
};

/** `GET /bucket?versions`. */
export const listObjectVersions: Operation = (call) => {
  const { query } = call.request;
  const bucket = bucketOf(call);
  const { prefix, delimiter, encode, limit } = paging(call, 'max-keys');
  const versions = bucket.versions();
  const keyOf = ({ key }: StoredObject | DeleteMarker): string => key;
  const versionId = query.get('version-id-marker');
  const start = startBehindMarker(call, versions, { delimiter, keyOf, isMarked: (version) => version.versionId === versionId });
  const page = listPage(versions, keyOf, { prefix, delimiter, limit, start });
  return xmlAnswer('ListVersionsResult', [
    element('Name', bucket.name),
    element('Prefix', encode(prefix)),
    element('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
    element('KeyMarker', encode(query.get('key-marker') ?? '')),
    element('VersionIdMarker', versionId ?? ''),
    element('NextKeyMarker', page.last && encode('row' in page.last ? page.last.row.key : page.last.commonPrefix)),
    element('NextVersionIdMarker', page.last && 'row' in page.last ? page.last.row.versionId : undefined),
    element('MaxKeys', limit),
    element('EncodingType', query.get('encoding-type')),
    element('IsTruncated', page.last !== undefined),
    ...page.rows.map((version) =>
      element(version.isDeleteMarker ? 'DeleteMarker' : 'Version', [
        element('Key', encode(version.key)),
        element('VersionId', version.versionId),
        element('IsLatest', bucket.current(version.key) === version),
        ...(version.isDeleteMarker ? [element('LastModified', new Date(version.modifiedAt).toISOString())] : describe(version)),
      ]),
    ),
    ...prefixes(page.commonPrefixes, encode),
  ]);
};

/** `GET /bucket?uploads`. */
export const listMultipartUploads: Operation = (call) => {
  const { query } = call.request;
  const bucket = bucketOf(call);
  const { prefix, delimiter, encode, limit } = paging(call, 'max-uploads');
  const uploads = bucket.uploads.all();
  const keyOf = ({ key }: OpenUpload): string => key;
  const uploadId = query.get('upload-id-marker');
  const start = startBehindMarker(call, uploads, { delimiter, keyOf, isMarked: ({ id }) => id === uploadId });
  const page = listPage(uploads, keyOf, { prefix, delimiter, limit, start });
  return xmlAnswer('ListMultipartUploadsResult', [
    element('Bucket', bucket.name),
    element('Prefix', encode(prefix)),
    element('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
    element('KeyMarker', encode(query.get('key-marker') ?? '')),
    element('UploadIdMarker', uploadId ?? ''),
    element('NextKeyMarker', page.last && encode('row' in page.last ? page.last.row.key : page.last.commonPrefix)),
    element('NextUploadIdMarker', page.last && 'row' in page.last ? page.last.row.id : undefined),
    element('MaxUploads', limit),
    element('EncodingType', query.get('encoding-type')),
    element('IsTruncated', page.last !== undefined),
    ...page.rows.map(({ key, id, initiatedAt, checksum }) =>
      element('Upload', [
        element('Key', encode(key)),
        element('UploadId', id),
        element('Initiated', new Date(initiatedAt).toISOString()),
        element('StorageClass', 'STANDARD'),
        element('ChecksumAlgorithm', checksum?.algorithm),
        element('ChecksumType', checksum?.type),
      ]),
    ),
    ...prefixes(page.commonPrefixes, encode),
  ]);
};

function describe({ modifiedAt, etag, size, checksum }: StoredObject): readonly Xml[] {
  return [
    element('LastModified', new Date(modifiedAt).toISOString()),
    element('ETag', `"${etag}"`),
    element('ChecksumAlgorithm', checksum?.algorithm),
    element('ChecksumType', checksum?.type),
    element('Size', size),
    element('StorageClass', 'STANDARD'),
  ];
}

function prefixes(commonPrefixes: readonly string[], encode: (text: string) => string): readonly Xml[] {
  return commonPrefixes.map((commonPrefix) => element('CommonPrefixes', [element('Prefix', encode(commonPrefix))]));
}

function paging(call: StoreCall, limitName: string) {
  const { query } = call.request;
  const encoding = query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url') {
    throw new StoreError('InvalidArgument', { message: 'Invalid Encoding Method specified in Request' });
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    encode: encoding === undefined ? (text: string) => text : encodeListed,
    limit: Math.min(maxRows, numberOf(call, limitName, { from: 0, to: 2_147_483_647, otherwise: maxRows })),
  };
}

/** Where a listing by markers goes on: behind the row of both, or behind the key; a key that is a common prefix stands for all it rolls up. */
function startBehindMarker<Row>(
  { request: { query } }: StoreCall,
  rows: readonly Row[],
  options: { readonly delimiter: string; readonly keyOf: (row: Row) => string; readonly isMarked: (row: Row) => boolean },
): number {
  const { delimiter, keyOf, isMarked } = options;
  const key = query.get('key-marker');
  if (key === undefined || key === '') return 0;
  const marked = rows.findIndex((row) => keyOf(row) === key && isMarked(row));
  if (marked >= 0) return marked + 1;
  return delimiter !== '' && key.endsWith(delimiter) ? indexBehindPrefix(rows, keyOf, key) : indexBehindKey(rows, keyOf, key);
}

function writeToken(kind: 'k' | 'p', text: string): string {
  return Buffer.from(`${kind}${text}`).toString('base64url');
}

function readToken(token: string, keys: readonly string[]): number {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const itself = (key: string): string => key;
  if (text.startsWith('k')) return indexBehindKey(keys, itself, text.slice(1));
  if (text.startsWith('p')) return indexBehindPrefix(keys, itself, text.slice(1));
  throw new StoreError('InvalidArgument', { message: 'The continuation token provided is incorrect' });
}
