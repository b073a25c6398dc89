import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';

/** A store whose buckets are watched. */
export interface WatchedStore {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where a MinIO keeps its data: it lists open uploads only by their whole key, so they are counted there. */
  readonly folder?: string;
}

/** One version of an object as it is stored. */
export interface StoredThing {
  readonly key: string;
  /** Absent in a bucket without versions. */
  readonly versionId?: string;
  readonly etag: string;
  readonly size: number;
  readonly lastModified: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether it says in full that rushhour made it. */
  readonly isOurs: boolean;
  /** Milliseconds since 1970; `Infinity` for never. */
  readonly expires: number;
}

/** A bucket, looked at by the AWS SDK and not by the client that is tested. */
export interface BucketWatch {
  readonly bucket: string;
  readonly sdk: S3Client;
  /** Everything stored, hidden versions too. */
  things(): Promise<readonly StoredThing[]>;
  /** One name for each multipart upload that is open. */
  openUploads(): Promise<ReadonlySet<string>>;
}

/** Makes a bucket and watches it. */
export async function watchBucket(store: WatchedStore, bucket: string, { versioned = false } = {}): Promise<BucketWatch> {
  const { endpoint, region, accessKeyId, secretAccessKey } = store;
  const sdk = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  await sdk.send(new CreateBucketCommand({ Bucket: bucket }));
  if (versioned) await sdk.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));

  const addresses = async () => {
    const found: { readonly Key: string; readonly VersionId?: string }[] = [];
    for (let token: string | undefined, isFirst = true; !versioned && (isFirst || token !== undefined); isFirst = false) {
      const page = await sdk.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
      for (const { Key = '' } of page.Contents ?? []) found.push({ Key });
      token = page.NextContinuationToken;
    }
    for (let marker: Marker | undefined = {}; versioned && marker !== undefined;) {
      const page: ListObjectVersionsCommandOutput = await sdk.send(new ListObjectVersionsCommand({ Bucket: bucket, ...marker }));
      for (const { Key = '', VersionId = '' } of page.Versions ?? []) found.push({ Key, VersionId });
      marker = page.IsTruncated === true ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
    }
    return found;
  };

  const look = async (address: { readonly Key: string; readonly VersionId?: string }): Promise<readonly StoredThing[]> => {
    const head = await sdk.send(new HeadObjectCommand({ Bucket: bucket, ...address })).catch(ifGone);
    if (head === undefined) return [];
    const metadata = head.Metadata ?? {};
    const { 'rushhour-run': run = '', 'rushhour-expires': expires = '' } = metadata;
    return [
      {
        key: address.Key,
        ...(address.VersionId !== undefined && { versionId: address.VersionId }),
        etag: head.ETag ?? '',
        size: head.ContentLength ?? 0,
        lastModified: head.LastModified?.getTime() ?? 0,
        metadata,
        isOurs: run !== '' && /^(?:never|\d+)$/.test(expires),
        expires: expires === 'never' ? Infinity : Number(expires),
      },
    ];
  };

  return {
    bucket,
    sdk,
    async things() {
      const left = await addresses();
      const found: StoredThing[] = [];
      const takeOn = async () => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) found.push(...(await look(next)));
      };
      await Promise.all(Array.from({ length: 8 }, takeOn));
      return found.toSorted((a, b) => (`${a.key} ${a.versionId}` < `${b.key} ${b.versionId}` ? -1 : 1));
    },
    async openUploads() {
      if (store.folder !== undefined) return openOnDisk(store.folder);
      const page = await sdk.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      return new Set((page.Uploads ?? []).map(({ Key, UploadId }) => `${Key} ${UploadId}`));
    },
  };
}

interface Marker {
  readonly KeyMarker?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
}

/** Between the listing and the look somebody may have removed it. */
function ifGone(error: unknown): undefined {
  if (error instanceof Error && error.name === 'NotFound') return undefined;
  throw error;
}

/** MinIO keeps each open upload in a folder below the hash of its key. */
function openOnDisk(folder: string): ReadonlySet<string> {
  const root = join(folder, 'data', '.minio.sys', 'multipart');
  const inside = (path: string) => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  };
  return new Set(inside(root).flatMap((hash) => inside(join(root, hash)).map((id) => `${hash} ${id}`)));
}
