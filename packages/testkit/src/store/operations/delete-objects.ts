import { hasDigest } from '../payload.ts';
import { childText } from '../read-xml.ts';
import { xmlAnswer } from '../store-answer.ts';
import { bucketOf, xmlOf, type Operation } from '../store-call.ts';
import { StoreError } from '../store-error.ts';
import { element } from '../write-xml.ts';
import { deleteKey } from './object-operations.ts';

const maxKeys = 1000;

/** `POST /bucket?delete`: up to 1,000 keys; those that did not exist count as deleted. */
export const deleteObjects: Operation = async (call) => {
  const bucket = bucketOf(call);
  if (!hasDigest(call.request.headers)) {
    const message = 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*';
    throw new StoreError('InvalidRequest', { message });
  }
  const root = await xmlOf(call, 'Delete');
  const isQuiet = childText(root, 'Quiet')?.trim() === 'true';
  const asked = root.children
    .filter(({ name }) => name === 'Object')
    .map((child) => ({ key: childText(child, 'Key') ?? '', versionId: childText(child, 'VersionId') }));
  if (asked.length === 0 || asked.length > maxKeys || asked.some(({ key }) => key === '')) throw new StoreError('MalformedXML');
  const deleted = asked.map(({ key, versionId }) => {
    const result = deleteKey(bucket, key, versionId);
    return element('Deleted', [
      element('Key', key),
      element('VersionId', versionId),
      element('DeleteMarker', result.isDeleteMarker ? true : undefined),
      element('DeleteMarkerVersionId', result.isDeleteMarker ? result.versionId : undefined),
    ]);
  });
  return xmlAnswer('DeleteResult', isQuiet ? [] : deleted);
};
