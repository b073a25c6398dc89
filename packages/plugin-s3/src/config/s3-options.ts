import { z } from 'zod';
import { byteCount } from '../params/byte-count.ts';
import { bucketNameFault } from '../targets/bucket-name.ts';
import { endpointFault } from './endpoint-fault.ts';

/** Smallest part of a multipart upload but the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const smallestPart = 5 * 1024 * 1024;

const text = z.string().trim().min(1, 'is empty');

const bucket = z.string().check(({ value, issues }) => {
  const fault = bucketNameFault(value);
  if (fault !== undefined) issues.push({ code: 'custom', input: value, message: `"${value}" is not the name of a bucket: it ${fault}` });
});

const endpoint = z.string().check(({ value, issues }) => {
  const fault = endpointFault(value);
  if (fault !== undefined) issues.push({ code: 'custom', input: value, message: fault });
});

/** The schema of the configuration as a person writes it. */
export const s3Options = z.strictObject({
  endpoint: endpoint.optional().describe('Where the store is. Default: as the AWS environment and files say, else Amazon.'),
  region: text.optional().describe('Region requests are signed for. Default: as the AWS environment and files say, else us-east-1.'),
  credentials: z
    .union(
      [
        z.strictObject({ accessKeyId: text, secretAccessKey: text, sessionToken: text.optional() }),
        z.strictObject({ profile: text }),
        z.strictObject({ source: z.literal('instance') }),
      ],
      'takes `accessKeyId` and `secretAccessKey`, or `profile`, or `source: instance`',
    )
    .optional()
    .describe('Default: environment, AWS files, web identity, container; never the metadata address, unless `source: instance`.'),
  addressing: z
    .enum(['path', 'virtual', 'auto'])
    .optional()
    .describe('Whether the bucket is in the path or in the host name. auto: in the host name at Amazon, when `buckets` are named.'),
  buckets: z.array(bucket).optional().describe('Buckets that may be used; needed where each is a host of its own.'),
  createBuckets: z.boolean().default(false).describe('Makes buckets that are not there.'),
  partSize: byteCount
    .refine((size) => size >= smallestPart, 'is less than 5 MiB, the least a store takes')
    .default(8 * 1024 * 1024)
    .describe('Size of a part of a multipart upload.'),
  multipartAbove: byteCount.default(8 * 1024 * 1024).describe('Larger uploads are sent in parts.'),
  concurrency: z.int().min(1).max(64).default(4).describe('Parts of an upload sent at the same time.'),
  requestChecksumCalculation: z
    .enum(['WHEN_SUPPORTED', 'WHEN_REQUIRED'])
    .optional()
    .describe('Whether uploads carry a CRC-32; WHEN_REQUIRED for stores that do not know it.'),
  maxAttempts: z.int().min(1).max(10).default(2).describe('How often a request of a multipart upload is sent at most.'),
});

/** The configuration as a person writes it. */
export type S3Options = z.input<typeof s3Options>;

/** The configuration as it is checked. */
export type CheckedOptions = z.output<typeof s3Options>;
