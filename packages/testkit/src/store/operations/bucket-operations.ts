import { childText } from '../read-xml.ts';
import { xmlAnswer } from '../store-answer.ts';
import { bucketOf, xmlOf, type Operation } from '../store-call.ts';
import { StoreError } from '../store-error.ts';
import { element } from '../write-xml.ts';

/** `GET /`. */
export const listBuckets: Operation = ({ state }) =>
  xmlAnswer('ListAllMyBucketsResult', [
    element('Owner', [element('ID', 'loopback'), element('DisplayName', 'loopback')]),
    element(
      'Buckets',
      [...state.buckets.values()]
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, createdAt }) =>
          element('Bucket', [element('Name', name), element('CreationDate', new Date(createdAt).toISOString())]),
        ),
    ),
  ]);

/** `PUT /bucket`: once more is no mistake in us-east-1, as in S3. */
export const createBucket: Operation = ({ request, state }) => {
  const { bucket } = request;
  const isName = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket) && !bucket.includes('..') && !/^[\d.]+$/.test(bucket);
  if (!isName) throw new StoreError('InvalidBucketName', { elements: { BucketName: bucket } });
  if (!state.buckets.has(bucket)) state.addBucket(bucket);
  else if (state.region !== 'us-east-1') throw new StoreError('BucketAlreadyOwnedByYou', { elements: { BucketName: bucket } });
  return { headers: { location: `/${bucket}` } };
};

/** `HEAD /bucket`. */
export const headBucket: Operation = (call) => {
  bucketOf(call);
  return { headers: { 'x-amz-bucket-region': call.state.region } };
};

/** `DELETE /bucket`: only when it holds neither objects nor versions nor open uploads. */
export const deleteBucket: Operation = (call) => {
  const bucket = bucketOf(call);
  if (!bucket.isEmpty() || bucket.uploads.all().length > 0)
    throw new StoreError('BucketNotEmpty', { elements: { BucketName: bucket.name } });
  call.state.removeBucket(bucket.name);
  return { status: 204 };
};

/** `GET /bucket?versioning`. */
export const getBucketVersioning: Operation = (call) => {
  const { versioning } = bucketOf(call);
  return xmlAnswer('VersioningConfiguration', [element('Status', versioning === '' ? undefined : versioning)]);
};

/** `PUT /bucket?versioning`. */
export const putBucketVersioning: Operation = async (call) => {
  const status = childText(await xmlOf(call, 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw new StoreError('IllegalVersioningConfigurationException');
  bucketOf(call).versioning = status;
  return {};
};
