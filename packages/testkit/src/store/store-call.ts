import type { Bucket } from './bucket.ts';
import type { ChecksumAlgorithm } from './checksum.ts';
import type { Payload } from './payload.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import type { StoreAnswer } from './store-answer.ts';
import { StoreError } from './store-error.ts';
import type { StoreRequest } from './store-request.ts';
import { bucketNamed, type StoreState } from './store-state.ts';

/** One request on its way through an operation. */
export interface StoreCall {
  readonly request: StoreRequest;
  readonly state: StoreState;
  /** Reads the body, once; checks it. */
  readonly payload: (algorithm?: ChecksumAlgorithm) => Promise<Payload>;
}

/** One operation of S3. */
export type Operation = (call: StoreCall) => StoreAnswer | Promise<StoreAnswer>;

const maxXmlBytes = 4 * 1024 * 1024;

/** @throws StoreError `NoSuchBucket` */
export function bucketOf({ request, state }: StoreCall): Bucket {
  return bucketNamed(state, request.bucket);
}

/**
 * Reads the body as a document.
 *
 * @throws StoreError `MalformedXML` where it is something else
 */
export async function xmlOf({ request, payload }: StoreCall, name: string): Promise<XmlElement> {
  if (Number(request.headers.get('content-length')) > maxXmlBytes) throw new StoreError('MalformedXML');
  const { pieces } = await payload();
  const root = readXml(Buffer.concat(pieces).toString('utf8'));
  if (root.name !== name) throw new StoreError('MalformedXML');
  return root;
}

/**
 * A whole number among the parameters.
 *
 * @throws StoreError `InvalidArgument`
 */
export function numberOf(
  { request }: StoreCall,
  name: string,
  range: { readonly from: number; readonly to: number; readonly otherwise?: number },
): number {
  const text = request.query.get(name);
  if (text === undefined && range.otherwise !== undefined) return range.otherwise;
  const value = /^\d{1,10}$/.test(text ?? '') ? Number(text) : -1;
  if (value < range.from || value > range.to) {
    const message = `Argument ${name} must be an integer between ${range.from} and ${range.to}`;
    throw new StoreError('InvalidArgument', { message, elements: { ArgumentName: name, ArgumentValue: text ?? '' } });
  }
  return value;
}
