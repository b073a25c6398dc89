import type { OperationName } from '../operation-name.ts';
import type { Operation } from '../store-call.ts';
import { createBucket, deleteBucket, getBucketVersioning, headBucket, listBuckets, putBucketVersioning } from './bucket-operations.ts';
import { deleteObjects } from './delete-objects.ts';
import { listMultipartUploads, listObjectsV2, listObjectVersions } from './listing-operations.ts';
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload, listParts, uploadPart } from './multipart-operations.ts';
import { deleteObject, getObject, putObject } from './object-operations.ts';

/** What each operation does. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketVersioning: getBucketVersioning,
  PutBucketVersioning: putBucketVersioning,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  ListMultipartUploads: listMultipartUploads,
  DeleteObjects: deleteObjects,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: getObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
};
