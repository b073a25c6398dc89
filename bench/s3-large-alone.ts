// Sends or fetches one large object, with our client or the bare AWS SDK, and prints how fast, and how much memory it took above the idle
// process. Its own process, so that nothing else is measured.
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createRandom, createScope, systemClock } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { createS3Client } from '../packages/plugin-s3/src/client/create-s3-client.ts';
import { benchBucket as Bucket, benchKeys, benchSettings } from './s3-bench-settings.ts';

const [endpoint = '', client = 'ours', direction = 'up', bytes = '0'] = process.argv.slice(2);
const { partSize, concurrency } = benchSettings(endpoint);
const Key = 'large.bin';
const type = 'application/octet-stream';

/** The same bytes again and again: making them costs nothing. */
const block = Buffer.alloc(1024 * 1024, 'rushhour');
const contentOf = (size: number) => ({
  size,
  type,
  name: Key,
  async *stream() {
    for (let left = size; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
  },
});

/** Sends or fetches so many bytes; gives how many it was. */
type Play = (size: number) => Promise<number>;

function ours(): Play {
  const s3 = createS3Client(benchSettings(endpoint), { clock: systemClock });
  const transport = createHttp().open({ id: 'bench', scope: createScope([endpoint]), clock: systemClock, users: 1, warn: console.warn });
  const call = { http: transport.session({ id: 'user', random: createRandom('bench') }) };
  return async (size) => {
    if (direction === 'down') return (await s3.get({ bucket: Bucket, key: Key }, { range: { from: 0, to: size - 1 } }, call)).bytesReceived;
    const body = contentOf(size);
    await s3.uploadLarge({ bucket: Bucket, key: Key }, { body, type }, { partSize, concurrency, onUploadId: () => undefined }, call);
    return size;
  };
}

function sdk(): Play {
  const s3 = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: benchKeys });
  return async (size) => {
    if (direction === 'up') {
      const Body = Readable.from(contentOf(size).stream(), { objectMode: false });
      await new Upload({ client: s3, params: { Bucket, Key, Body, ContentType: type }, partSize, queueSize: concurrency }).done();
      return size;
    }
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=0-${size - 1}` }));
    let received = 0;
    for await (const chunk of Body as AsyncIterable<Uint8Array>) received += chunk.byteLength;
    return received;
  };
}

const play = client === 'ours' ? ours() : sdk();
// What is loaded when it is first needed is there before anything is measured.
await play(direction === 'up' ? 2 * partSize : 1024);
globalThis.gc?.();
const idle = process.memoryUsage.rss();
let most = idle;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
const usedBefore = process.cpuUsage();
const startedAt = performance.now();
const moved = await play(Number(bytes));
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(usedBefore);
clearInterval(watch);
if (moved !== Number(bytes)) throw new Error(`Moved "${moved}" of "${bytes}" bytes.`);
process.stdout.write(
  `${JSON.stringify({ mibPerSecond: moved / 2 ** 20 / seconds, growthMib: (most - idle) / 2 ** 20, cpuSeconds: (user + system) / 1e6 })}\n`,
);
process.exit(0);
