import { createHash } from 'node:crypto';
import { isRushhourError, RushhourError } from '@rushhour/core';
import type { ChecksumCalculation } from '../config/s3-settings.ts';
import { eachOf } from '../service/each-of.ts';
import { checksumsOf } from './checksum-headers.ts';
import type { RemovedObject, S3Call, S3Client } from './s3-client.ts';
import { readFailure, storeError } from './store-error.ts';
import type { SendToStore } from './store-request.ts';
import { elementsOf, escapeXml, parseXml, textOf, type XmlElement } from './xml.ts';

type Doomed = Parameters<S3Client['removeMany']>[1][number];

/** Most objects of one request. */
const mostObjects = 1000;

/** Requests at the same time where each removes one. */
const atOnce = 16;

/** What stores say that cannot remove many, or want a digest they do not know from us. */
const refusals = new Set(['MissingContentMD5', 'NotImplemented', 'MethodNotAllowed']);

/** Characters that XML 1.0 cannot hold, or that its readers change. */
const notForXml = /[\u0000-\u001f\ufffe\uffff]/;

const nameOf = ({ key, versionId }: Doomed) => `${versionId ?? ''} ${key}`;

/** How objects are removed, many at a time; `remove` removes one. */
export function createRemoveMany(
  send: SendToStore,
  { remove, requestChecksumCalculation }: { readonly remove: S3Client['remove']; readonly requestChecksumCalculation: ChecksumCalculation },
): S3Client['removeMany'] {
  let isRefused = false;

  const removeOne = async (bucket: string, { key, versionId }: Doomed, call: S3Call): Promise<RemovedObject> => {
    const object = { key, ...(versionId !== undefined && { versionId }) };
    try {
      await remove({ bucket, ...object }, call);
      return object;
    } catch (error) {
      // What the store says of one object is about that one; what the network says is about all.
      if (!isRushhourError(error) || !error.code.startsWith('s3_')) throw error;
      return { ...object, error: { code: error.type, message: error.message } };
    }
  };

  /** Undefined when the store does not do that. */
  const removeAll = async (bucket: string, objects: readonly Doomed[], call: S3Call): Promise<XmlElement | undefined> => {
    const data = Buffer.from(documentOf(objects));
    const { payloadHash, headers } = checksumsOf(data, requestChecksumCalculation);
    const reply = await send(
      {
        operation: 'DeleteObjects',
        method: 'POST',
        bucket,
        query: { delete: '' },
        // Old stores want the MD5, and Amazon takes both.
        headers: { ...headers, 'content-type': 'application/xml', 'content-md5': createHash('md5').update(data).digest('base64') },
        body: { kind: 'bytes', data, type: 'application/xml' },
        payloadHash,
        accepts: [400, 405, 501],
      },
      call,
    );
    if (reply.status < 300) return parseXml(reply.text());
    const failure = readFailure(reply.text());
    if (reply.status !== 400 || refusals.has(failure.code ?? '')) return undefined;
    throw storeError({ operation: 'DeleteObjects', status: reply.status, ...failure, bucket });
  };

  return async (bucket, objects, call) => {
    if (objects.length > mostObjects) {
      throw new RushhourError('params_invalid', {
        message: `"${objects.length}" objects cannot be removed at once: the most is ${mostObjects}.`,
      });
    }
    const together = isRefused ? [] : objects.filter(({ key }) => !notForXml.test(key));
    const answer = together.length === 0 ? undefined : await removeAll(bucket, together, call);
    if (together.length > 0 && answer === undefined) isRefused = true;
    const outcomes = answer === undefined ? undefined : outcomesOf(answer, new Set(together.map(nameOf)));
    const removed: RemovedObject[] = [];
    const outcomeOf = async (object: Doomed) => outcomes?.get(nameOf(object)) ?? removeOne(bucket, object, call);
    for await (const outcome of eachOf(objects, atOnce, outcomeOf)) removed.push(outcome);
    return removed;
  };
}

function documentOf(objects: readonly Doomed[]): string {
  const written = objects.map(
    ({ key, versionId }) =>
      `<Object><Key>${escapeXml(key)}</Key>${versionId === undefined ? '' : `<VersionId>${escapeXml(versionId)}</VersionId>`}</Object>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${written.join('')}</Delete>`;
}

/** What the store says of each object, by its name; what it does not mention is removed on its own. */
function outcomesOf(answer: XmlElement, asked: ReadonlySet<string>): ReadonlyMap<string, RemovedObject> {
  const read = (element: XmlElement) => {
    const versionId = textOf(element, 'VersionId');
    return { key: textOf(element, 'Key') ?? '', ...(versionId !== undefined && versionId !== '' && { versionId }) };
  };
  const outcomes = new Map<string, RemovedObject>();
  for (const object of elementsOf(answer, 'Deleted').map(read)) outcomes.set(nameOf(object), object);
  for (const element of elementsOf(answer, 'Error')) {
    const object = read(element);
    // An error may tell no version, or `null` for the one there is.
    const name = asked.has(nameOf(object)) ? nameOf(object) : nameOf({ key: object.key });
    outcomes.set(name, { ...object, error: { code: textOf(element, 'Code') ?? '', message: textOf(element, 'Message') ?? '' } });
  }
  return outcomes;
}
