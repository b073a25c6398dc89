// Plays users who put or get objects of 4 KiB, with our client, the bare AWS SDK, or undici that signs nothing (for a store that does not
// ask), and prints what each request cost; they may pause after each. Its own process,
// so that nothing else is measured. Before that it plays against a store that answers at once, until the engine has compiled what is measured.
import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createRandom, createScope, systemClock } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { Client } from 'undici';
import { createS3Client } from '../packages/plugin-s3/src/client/create-s3-client.ts';
import type { S3Call } from '../packages/plugin-s3/src/client/s3-client.ts';
import { benchBucket as Bucket, benchKeys, benchSettings } from './s3-bench-settings.ts';

const [instant = '', measured = '', client = 'ours', operation = 'put', users = '32', seconds = '3', pauseMs = '0'] = process.argv.slice(2);
const warmUps = 10_000;
const objectsOfUser = 4;
const body = Buffer.alloc(4096, 'x');
const key = (user: number, count: number) => `small/${user}/${count % objectsOfUser}.bin`;

/** What a user does, again and again. */
type Play = (user: number, count: number) => Promise<unknown>;

function ours(endpoint: string): Readonly<Record<string, Play>> {
  const s3 = createS3Client(benchSettings(endpoint), { clock: systemClock });
  const transport = createHttp().open({
    id: 'bench',
    scope: createScope([endpoint]),
    clock: systemClock,
    users: Number(users),
    warn: console.warn,
  });
  const calls = new Map<number, S3Call>();
  const callOf = (user: number) => {
    const known = calls.get(user);
    if (known !== undefined) return known;
    const made = { http: transport.session({ id: String(user), random: createRandom('bench') }) };
    calls.set(user, made);
    return made;
  };
  return {
    put: (user, count) => s3.put({ bucket: Bucket, key: key(user, count) }, { body, type: 'application/octet-stream' }, callOf(user)),
    get: (user, count) => s3.get({ bucket: Bucket, key: key(user, count) }, {}, callOf(user)),
  };
}

function sdk(endpoint: string): Readonly<Record<string, Play>> {
  const s3 = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: benchKeys });
  return {
    put: (user, count) =>
      s3.send(new PutObjectCommand({ Bucket, Key: key(user, count), Body: body, ContentType: 'application/octet-stream' })),
    async get(user, count) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key(user, count) }));
      for await (const _ of Body as AsyncIterable<Uint8Array>);
    },
  };
}

function undici(endpoint: string): Readonly<Record<string, Play>> {
  const clients = Array.from({ length: Number(users) }, () => new Client(endpoint));
  const headers = { 'content-type': 'application/octet-stream', 'x-amz-date': 'x'.repeat(100), authorization: 'x'.repeat(200) };
  return {
    async put(user, count) {
      const answer = await clients[user]?.request({ method: 'PUT', path: `/${Bucket}/${key(user, count)}`, body, headers });
      await answer?.body.dump();
    },
  };
}

const playsOf = { ours, sdk, undici }[client] ?? sdk;

/** Plays for so many milliseconds, or so many times. */
async function playOn(
  endpoint: string,
  { ms = Infinity, times = Infinity, pause = 0 },
): Promise<{ readonly rate: number; readonly costUs: number }> {
  const { put, [operation]: play } = playsOf(endpoint);
  if (put === undefined || play === undefined) throw new Error(`There is no operation "${operation}".`);
  // What is got must be there.
  for (let user = 0; user < Number(users); user += 1) for (let own = 0; own < objectsOfUser; own += 1) await put(user, own);
  const usedBefore = process.cpuUsage();
  const startedAt = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: Number(users) }, async (_, user) => {
      for (let own = 0; performance.now() - startedAt < ms && count < times; own += 1) {
        await play(user, own);
        count += 1;
        if (pause > 0) await setTimeout(pause);
      }
    }),
  );
  const { user, system } = process.cpuUsage(usedBefore);
  return { rate: (count * 1000) / (performance.now() - startedAt), costUs: (user + system) / count };
}

await playOn(instant, { times: warmUps });
process.stdout.write(`${JSON.stringify(await playOn(measured, { ms: Number(seconds) * 1000, pause: Number(pauseMs) }))}\n`);
process.exit(0);
