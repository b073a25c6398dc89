import { fork } from 'node:child_process';
import { once } from 'node:events';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startMinio } from '../scripts/services/minio.ts';
import { script, runAlone } from './run-alone.ts';
import { median, type Benchmark, type Figure } from './measurement.ts';
import { benchBucket, benchKeys } from './s3-bench-settings.ts';

const users = 32;
const clients = ['ours', 'sdk'] as const;

/** What a process that puts or gets small objects prints. */
interface SmallRun {
  readonly rate: number;
  /** Microseconds of processor time for a request. */
  readonly costUs: number;
}

/** What a process that moves a large object prints. */
interface LargeRun {
  readonly mibPerSecond: number;
  readonly growthMib: number;
  readonly cpuSeconds: number;
}

/** Objects of 4 KiB and of 1 GiB, with the client of `@rushhour/plugin-s3` and with the bare AWS SDK, in turns. */
export const s3: Benchmark = {
  name: 's3',
  async run({ short }) {
    const minio = await startMinio();
    const canned = fork(new URL('./canned-store.ts', import.meta.url));
    try {
      const message: readonly unknown[] = await once(canned, 'message');
      const instant = `http://127.0.0.1:${String(message[0])}`;
      const sdk = new S3Client({ endpoint: minio.endpoint, region: minio.region, forcePathStyle: true, credentials: benchKeys });
      await sdk.send(new CreateBucketCommand({ Bucket: benchBucket }));
      const figures: Figure[] = [];
      for (const operation of ['put', 'get'] as const) {
        figures.push(await smallCost([instant, minio.endpoint], operation, short), await smallRate([instant, instant], operation, short));
      }
      figures.push(await seldomPut(instant, short));
      for (const direction of ['up', 'down'] as const) figures.push(...(await large(minio.endpoint, direction, short)));
      if (!short) figures.push(await veryLarge(minio.endpoint));
      return figures;
    } finally {
      canned.disconnect();
      await minio.stop();
    }
  },
};

async function small(
  endpoints: readonly string[],
  operation: string,
  short: boolean,
): Promise<Readonly<Record<'ours' | 'sdk', readonly SmallRun[]>>> {
  const runs: Record<'ours' | 'sdk', SmallRun[]> = { ours: [], sdk: [] };
  for (let round = 0; round < (short ? 1 : 5); round += 1) {
    for (const client of clients) {
      const command = script('s3-small-alone.ts', ...endpoints, client, operation, String(users), short ? '1' : '3');
      // What the script prints.
      runs[client].push((await runAlone(command)) as SmallRun);
    }
  }
  return runs;
}

async function smallCost(endpoints: readonly string[], operation: string, short: boolean): Promise<Figure> {
  const { ours, sdk } = await small(endpoints, operation, short);
  const [own, bare] = [ours, sdk].map((runs) => median(runs.map(({ costUs }) => costUs))) as [number, number];
  return {
    name: `MinIO, ${operation} of 4 KiB: processor time of the SDK's`,
    value: own / bare,
    unit: 'of it',
    asked: { atMost: 0.25 },
    note: `${own.toFixed(0)} us and ${bare.toFixed(0)} us, ${users} users`,
  };
}

async function smallRate(endpoints: readonly string[], operation: string, short: boolean): Promise<Figure> {
  const { ours, sdk } = await small(endpoints, operation, short);
  const [own, bare] = [ours, sdk].map((runs) => median(runs.map(({ rate }) => rate))) as [number, number];
  return {
    name: `at once, ${operation} of 4 KiB: rate of the SDK's`,
    value: own / bare,
    unit: 'times',
    asked: { atLeast: 4 },
    note: `${own.toFixed(0)}/s and ${bare.toFixed(0)}/s on one core, ${users} users`,
  };
}

/** What a put costs when there are few: the caches of a processor are cold then, for everybody. No store can be faster than this one. */
async function seldomPut(instant: string, short: boolean): Promise<Figure> {
  const costOf = async (client: string) => {
    const costs: number[] = [];
    for (let round = 0; round < (short ? 1 : 3); round += 1) {
      const command = script('s3-small-alone.ts', instant, instant, client, 'put', String(users), short ? '1' : '3', '60');
      // What the script prints.
      costs.push(((await runAlone(command)) as SmallRun).costUs);
    }
    return median(costs);
  };
  const [own, sdk, bare] = [await costOf('ours'), await costOf('sdk'), await costOf('undici')];
  return {
    name: "at once, 500 puts a second: processor time of the SDK's",
    value: own / sdk,
    unit: 'of it',
    note: `${own.toFixed(0)} us and ${sdk.toFixed(0)} us; undici that signs nothing ${bare.toFixed(0)} us`,
  };
}

const moveLarge = async (endpoint: string, client: string, direction: string, bytes: number) =>
  // What the script prints.
  (await runAlone(script('s3-large-alone.ts', endpoint, client, direction, String(bytes)), { isPinned: false })) as LargeRun;

async function large(endpoint: string, direction: 'up' | 'down', short: boolean): Promise<readonly Figure[]> {
  const bytes = short ? 64 * 2 ** 20 : 2 ** 30;
  const ours: LargeRun[] = [];
  const sdk: LargeRun[] = [];
  for (let round = 0; round < (short ? 1 : 3); round += 1) {
    ours.push(await moveLarge(endpoint, 'ours', direction, bytes));
    sdk.push(await moveLarge(endpoint, 'sdk', direction, bytes));
  }
  const [own, bare] = [ours, sdk].map((runs) => median(runs.map(({ mibPerSecond }) => mibPerSecond))) as [number, number];
  const growths = ours.map(({ growthMib }) => growthMib);
  const what = `${bytes / 2 ** 20} MiB ${direction}`;
  return [
    {
      name: `${what}: rate of the SDK's`,
      value: own / bare,
      unit: 'times',
      asked: { atLeast: 0.95 },
      note: `${own.toFixed(0)} and ${bare.toFixed(0)} MiB/s`,
    },
    {
      name: `${what}: memory above the idle process`,
      value: Math.max(...growths),
      unit: 'MiB',
      asked: { atMost: 96 },
      note: `the SDK ${Math.max(...sdk.map(({ growthMib }) => growthMib)).toFixed(0)} MiB`,
    },
  ];
}

/** Memory must not grow with the size. */
async function veryLarge(endpoint: string): Promise<Figure> {
  const { mibPerSecond, growthMib } = await moveLarge(endpoint, 'ours', 'up', 5 * 2 ** 30);
  return {
    name: '5 GiB up: memory above the idle process',
    value: growthMib,
    unit: 'MiB',
    asked: { atMost: 96 },
    note: `${mibPerSecond.toFixed(0)} MiB/s`,
  };
}
