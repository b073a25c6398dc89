import { createHash } from 'node:crypto';
import { checksumHeader, readAlgorithm, startChecksum, type StoredChecksum } from '../checksum.ts';
import { checksumHeaders, readObjectHeaders } from '../object-headers.ts';
import { checkWrite } from '../preconditions.ts';
import { childText, type XmlElement } from '../read-xml.ts';
import { xmlAnswer } from '../store-answer.ts';
import { bucketOf, numberOf, xmlOf, type Operation, type StoreCall } from '../store-call.ts';
import { StoreError } from '../store-error.ts';
import type { OpenUpload, StoredPart, UploadPlan } from '../uploads.ts';
import { element } from '../write-xml.ts';
import { versionHeader } from './object-operations.ts';

const maxParts = 10_000;

/** `POST /bucket/key?uploads`. */
export const createMultipartUpload: Operation = (call) => {
  const { key, headers } = call.request;
  const bucket = bucketOf(call);
  const checksum = plannedChecksum(headers);
  const upload = bucket.uploads.create({ key, headers: readObjectHeaders(headers), checksum });
  const answer = xmlAnswer('InitiateMultipartUploadResult', [
    element('Bucket', bucket.name),
    element('Key', key),
    element('UploadId', upload.id),
  ]);
  if (checksum === undefined) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type },
  };
};

/** `PUT /bucket/key?partNumber&uploadId`. */
export const uploadPart: Operation = async (call) => {
  const number = numberOf(call, 'partNumber', { from: 1, to: maxParts });
  readObjectHeaders(call.request.headers);
  const planned = uploadOf(call).checksum?.algorithm;
  const payload = await call.payload(planned);
  if (planned !== undefined && payload.checksum?.algorithm !== planned) {
    throw new StoreError('InvalidRequest', {
      message: `Checksum Type mismatch occurred, expected checksum Type: ${planned.toLowerCase()}`,
    });
  }
  bucketOf(call).uploads.putPart(uploadOf(call), number, payload);
  const { md5, checksum } = payload;
  return { headers: { etag: `"${md5}"`, ...(checksum !== undefined && { [checksumHeader(checksum.algorithm)]: checksum.value }) } };
};

/** `POST /bucket/key?uploadId`: the parts named become the object, in the order of their numbers. */
export const completeMultipartUpload: Operation = async (call) => {
  const { key, headers } = call.request;
  uploadOf(call);
  const root = await xmlOf(call, 'CompleteMultipartUpload');
  const bucket = bucketOf(call);
  const upload = uploadOf(call);
  const parts = chosenParts(root, upload, call.state.minPartBytes);
  checkWrite(headers, bucket.current(key));
  const checksum = wholeChecksum(upload, parts);
  const said = checksum && headers.get(checksumHeader(checksum.algorithm));
  if (said !== undefined && said.replace(/-\d+$/, '') !== checksum?.value.replace(/-\d+$/, '')) throw new StoreError('BadDigest');
  const etag = `${digestOf(parts)}-${parts.length}`;
  bucket.uploads.remove(upload);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const pieces = parts.flatMap((part) => part.pieces);
  const { versionId } = bucket.put(key, { pieces, size, etag, headers: upload.headers, checksum });
  const answer = xmlAnswer('CompleteMultipartUploadResult', [
    element('Location', `http://${headers.get('host') ?? ''}/${bucket.name}/${key}`),
    element('Bucket', bucket.name),
    element('Key', key),
    element('ETag', `"${etag}"`),
    element(`Checksum${checksum?.algorithm ?? ''}`, checksum?.value),
    element('ChecksumType', checksum?.type),
  ]);
  return { ...answer, headers: { ...answer.headers, ...versionHeader(bucket, versionId), ...(checksum && checksumHeaders(checksum)) } };
};

/** `DELETE /bucket/key?uploadId`. */
export const abortMultipartUpload: Operation = (call) => {
  bucketOf(call).uploads.remove(uploadOf(call));
  return { status: 204 };
};

/** `GET /bucket/key?uploadId`. */
export const listParts: Operation = (call) => {
  const { request } = call;
  const upload = uploadOf(call);
  const limit = Math.min(1000, numberOf(call, 'max-parts', { from: 0, to: 2_147_483_647, otherwise: 1000 }));
  const marker = numberOf(call, 'part-number-marker', { from: 0, to: 2_147_483_647, otherwise: 0 });
  const parts = [...upload.parts.values()].filter(({ number }) => number > marker).toSorted((a, b) => a.number - b.number);
  const shown = parts.slice(0, limit);
  return xmlAnswer('ListPartsResult', [
    element('Bucket', request.bucket),
    element('Key', request.key),
    element('UploadId', upload.id),
    element('StorageClass', 'STANDARD'),
    element('PartNumberMarker', marker),
    element('NextPartNumberMarker', shown.at(-1)?.number ?? 0),
    element('MaxParts', limit),
    element('IsTruncated', parts.length > shown.length),
    element('ChecksumAlgorithm', upload.checksum?.algorithm),
    element('ChecksumType', upload.checksum?.type),
    ...shown.map(({ number, modifiedAt, md5, size, checksum }) =>
      element('Part', [
        element('PartNumber', number),
        element('LastModified', new Date(modifiedAt).toISOString()),
        element('ETag', `"${md5}"`),
        element('Size', size),
        element(`Checksum${checksum?.algorithm ?? ''}`, checksum?.value),
      ]),
    ),
  ]);
};

function uploadOf(call: StoreCall): OpenUpload {
  return bucketOf(call).uploads.find(call.request.key, call.request.query.get('uploadId') ?? '');
}

function plannedChecksum(headers: ReadonlyMap<string, string>): UploadPlan['checksum'] {
  const name = headers.get('x-amz-checksum-algorithm');
  if (name === undefined) return undefined;
  const algorithm = readAlgorithm(name);
  const type = headers.get('x-amz-checksum-type') ?? 'COMPOSITE';
  const isKnown = type === 'COMPOSITE' || (type === 'FULL_OBJECT' && algorithm.startsWith('CRC'));
  if (!isKnown) throw new StoreError('InvalidRequest', { message: `The ${type} checksum type cannot be used with ${algorithm}.` });
  return { algorithm, type };
}

function chosenParts(root: XmlElement, { parts }: OpenUpload, minPartBytes: number): readonly StoredPart[] {
  const named = root.children.filter(({ name }) => name === 'Part');
  if (named.length === 0 || named.length > maxParts) throw new StoreError('MalformedXML');
  let before = 0;
  const chosen = named.map((child) => {
    const number = Number(childText(child, 'PartNumber'));
    if (!(number > before)) throw new StoreError('InvalidPartOrder');
    before = number;
    const part = parts.get(number);
    const etag = childText(child, 'ETag')?.replaceAll('"', '').trim();
    const checksum = part?.checksum && childText(child, `Checksum${part.checksum.algorithm}`);
    if (part === undefined || etag !== part.md5 || (checksum !== undefined && checksum !== part.checksum?.value)) {
      throw new StoreError('InvalidPart', { elements: { PartNumber: String(number), ETag: etag ?? '' } });
    }
    return part;
  });
  const small = chosen.slice(0, -1).find(({ size }) => size < minPartBytes);
  if (small !== undefined) {
    const elements = { PartNumber: String(small.number), ProposedSize: String(small.size), MinSizeAllowed: String(minPartBytes) };
    throw new StoreError('EntityTooSmall', { elements });
  }
  return chosen;
}

/** MD5 of the MD5s of the parts. */
function digestOf(parts: readonly StoredPart[]): string {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.md5, 'hex'));
  return md5.digest('hex');
}

/** Of the checksums of the parts, or of all bytes, by {@link https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html | the type of the checksum}. */
function wholeChecksum({ checksum: plan }: OpenUpload, parts: readonly StoredPart[]): StoredChecksum | undefined {
  if (plan === undefined) return undefined;
  const { algorithm, type } = plan;
  const whole = startChecksum(algorithm);
  for (const part of parts) {
    if (type === 'COMPOSITE') whole.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
    else for (const piece of part.pieces) whole.update(piece);
  }
  return { algorithm, type, value: type === 'COMPOSITE' ? `${whole.digest()}-${parts.length}` : whole.digest() };
}
