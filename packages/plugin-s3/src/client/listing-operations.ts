import type { S3Client } from './s3-client.ts';
import { readTime, unquote } from './object-head.ts';
import { storeError } from './store-error.ts';
import type { SendToStore, StoreRequest } from './store-request.ts';
import { elementsOf, parseXml, textOf, type XmlElement } from './xml.ts';
import type { S3Call } from './s3-client.ts';

/** A query without what is absent. */
function given(query: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

/** Keys come encoded when they were asked for so, as XML cannot hold every character: as in forms, a space may be `+`. */
function keyReader(page: XmlElement): (element: XmlElement, name: string) => string {
  if (textOf(page, 'EncodingType') !== 'url') return (element, name) => textOf(element, name) ?? '';
  return (element, name) => decodeURIComponent((textOf(element, name) ?? '').replaceAll('+', ' '));
}

/** Fields of a page that are keys of an object only when there is something in them. */
function filled<Name extends string>(fields: Readonly<Record<Name, string | undefined>>): { readonly [Key in Name]?: string } {
  const kept: { [Key in Name]?: string } = {};
  for (const name in fields) if (fields[name] !== undefined && fields[name] !== '') kept[name] = fields[name];
  return kept;
}

/** Operations that list: one page a call. */
export function createListingOperations(send: SendToStore): Pick<S3Client, 'list' | 'listVersions' | 'listUploads'> {
  const page = async (request: Omit<StoreRequest, 'method'>, call: S3Call): Promise<XmlElement> => {
    const reply = await send({ ...request, method: 'GET' }, call);
    const document = reply.truncated ? undefined : parseXml(reply.text());
    if (document !== undefined) return document;
    throw storeError({ ...request, status: reply.status, code: 'MalformedXML', message: 'the listing cannot be read' });
  };

  return {
    async list({ bucket, prefix, delimiter, startAfter, continuationToken, pageSize }, call) {
      const query = given({
        'list-type': 2,
        'encoding-type': 'url',
        prefix,
        delimiter,
        'start-after': startAfter,
        'continuation-token': continuationToken,
        'max-keys': pageSize,
      });
      const answer = await page({ operation: 'ListObjectsV2', bucket, query }, call);
      const keyOf = keyReader(answer);
      return {
        objects: elementsOf(answer, 'Contents').map((element) => ({
          key: keyOf(element, 'Key'),
          size: Number(textOf(element, 'Size') ?? 0),
          lastModified: readTime(textOf(element, 'LastModified')),
          etag: unquote(textOf(element, 'ETag')),
        })),
        prefixes: elementsOf(answer, 'CommonPrefixes').map((element) => keyOf(element, 'Prefix')),
        ...(isTruncated(answer) && filled({ nextToken: textOf(answer, 'NextContinuationToken') })),
      };
    },

    async listVersions({ bucket, prefix, keyMarker, versionIdMarker, pageSize }, call) {
      const query = given({
        versions: '',
        'encoding-type': 'url',
        prefix,
        'key-marker': keyMarker,
        'version-id-marker': versionIdMarker,
        'max-keys': pageSize,
      });
      const answer = await page({ operation: 'ListObjectVersions', bucket, query }, call);
      if (answer.name !== 'ListVersionsResult') {
        // A store that knows no versions may pass over the query.
        throw storeError({
          operation: 'ListObjectVersions',
          bucket,
          status: 200,
          code: 'NotImplemented',
          message: `it told a ${answer.name}`,
        });
      }
      const keyOf = keyReader(answer);
      const versionsOf = (name: 'Version' | 'DeleteMarker') =>
        elementsOf(answer, name).map((element) => ({
          key: keyOf(element, 'Key'),
          versionId: textOf(element, 'VersionId') ?? 'null',
          isLatest: textOf(element, 'IsLatest') === 'true',
          isDeleteMarker: name === 'DeleteMarker',
          size: Number(textOf(element, 'Size') ?? 0),
          lastModified: readTime(textOf(element, 'LastModified')),
          etag: unquote(textOf(element, 'ETag')),
        }));
      return {
        versions: [...versionsOf('Version'), ...versionsOf('DeleteMarker')],
        ...(isTruncated(answer) &&
          filled({ nextKeyMarker: keyOf(answer, 'NextKeyMarker'), nextVersionIdMarker: textOf(answer, 'NextVersionIdMarker') })),
      };
    },

    async listUploads({ bucket, prefix, keyMarker, uploadIdMarker }, call) {
      const query = given({ uploads: '', 'encoding-type': 'url', prefix, 'key-marker': keyMarker, 'upload-id-marker': uploadIdMarker });
      const answer = await page({ operation: 'ListMultipartUploads', bucket, query }, call);
      const keyOf = keyReader(answer);
      return {
        uploads: elementsOf(answer, 'Upload').map((element) => ({
          key: keyOf(element, 'Key'),
          uploadId: textOf(element, 'UploadId') ?? '',
          initiated: readTime(textOf(element, 'Initiated')),
        })),
        ...(isTruncated(answer) &&
          filled({ nextKeyMarker: keyOf(answer, 'NextKeyMarker'), nextUploadIdMarker: textOf(answer, 'NextUploadIdMarker') })),
      };
    },
  };
}

const isTruncated = (answer: XmlElement) => textOf(answer, 'IsTruncated') === 'true';
