import { GetObjectCommand, ListBucketsCommand, ListMultipartUploadsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { OfficeStore } from './office-run.ts';

/** An object that lies in the store. */
export interface SeenObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
}

/** A store as somebody else looks into it: with the AWS SDK alone. */
export interface StoreWatch {
  /** Everything people see in the buckets of the office. */
  objects(): Promise<readonly SeenObject[]>;
  /** What rushhour keeps there for itself: that a run goes on, and which uploads in parts are not settled. */
  ownObjects(): Promise<readonly SeenObject[]>;
  /** Keys of uploads in parts that are neither ended nor aborted. */
  openUploads(): Promise<readonly string[]>;
  read(object: SeenObject): Promise<{ readonly body: Uint8Array; readonly metadata: Readonly<Record<string, string>> }>;
  close(): void;
}

const isOwn = ({ key }: SeenObject) => key.startsWith('.rushhour/');

/** Looks into a store. */
export function lookIntoStore({ endpoint, region, accessKeyId, secretAccessKey }: OfficeStore): StoreWatch {
  const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  const buckets = async () => {
    const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name = '' }) => Name);
  };
  const all = async () => {
    const seen: SeenObject[] = [];
    for (const bucket of await buckets()) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
        for (const { Key: key = '', Size: bytes = 0 } of Contents) seen.push({ bucket, key, bytes });
      }
    }
    return seen;
  };
  return {
    objects: async () => (await all()).filter((object) => !isOwn(object)),
    ownObjects: async () => (await all()).filter(isOwn),
    async openUploads() {
      const keys: string[] = [];
      for (const Bucket of await buckets()) {
        const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
        keys.push(...Uploads.map(({ Key = '' }) => `${Bucket}/${Key}`));
      }
      return keys;
    },
    async read({ bucket, key }) {
      const { Body, Metadata = {} } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (Body === undefined) throw new Error(`"${key}" has no content.`);
      return { body: await Body.transformToByteArray(), metadata: Metadata };
    },
    close: () => client.destroy(),
  };
}
