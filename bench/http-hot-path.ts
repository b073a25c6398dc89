/**
 * What a session of `@rushhour/http` costs above bare undici: N users in a loop against a server that answers canned bytes, interleaved
 * rounds in one process, ratios of medians. What is compared is the processor time of this process for a request, which a busy machine
 * disturbs less than the rate.
 *
 *     node --conditions=@rushhour/source bench/http-hot-path.ts [--users 64] [--rounds 5] [--seconds 2] [--only session]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createRandom, createScope, systemClock } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { Client, Pool, type Dispatcher } from 'undici';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});
const users = Number(values.users);
const rounds = Number(values.rounds);
const roundMs = Number(values.seconds) * 1000;

/** Counts the bytes of an answer, the least a client can do with it. */
class CountingHandler implements Dispatcher.DispatchHandler {
  bytes = 0;
  readonly #done: (bytes: number) => void;
  readonly #failed: (error: Error) => void;
  constructor(done: (bytes: number) => void, failed: (error: Error) => void) {
    this.#done = done;
    this.#failed = failed;
  }
  onRequestStart() {}
  onResponseStart() {}
  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer) {
    this.bytes += chunk.length;
  }
  onResponseEnd() {
    this.#done(this.bytes);
  }
  onResponseError(_controller: Dispatcher.DispatchController, error: Error) {
    this.#failed(error);
  }
}

type Play = () => Promise<unknown>;

const bare = (dispatcher: Dispatcher, origin: string): Play => {
  const options = { origin, path: '/page', method: 'GET' } as const;
  return () => new Promise<number>((resolve, reject) => dispatcher.dispatch(options, new CountingHandler(resolve, reject)));
};

/** One variant in one round. */
interface Figures {
  /** Requests per second of all users playing in a loop. */
  readonly rate: number;
  /** Microseconds of processor time for a request. */
  readonly costUs: number;
}

async function measure(plays: readonly Play[]): Promise<Figures> {
  const startedAt = performance.now();
  const usedBefore = process.cpuUsage();
  const endAt = startedAt + roundMs;
  let count = 0;
  await Promise.all(
    plays.map(async (play) => {
      while (performance.now() < endAt) {
        await play();
        count += 1;
      }
    }),
  );
  const { user, system } = process.cpuUsage(usedBefore);
  return { rate: (count / (performance.now() - startedAt)) * 1000, costUs: (user + system) / count };
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

const startServer = async (...args: readonly string[]) => {
  const child = fork(new URL('./canned-server.ts', import.meta.url), ['1024', ...args]);
  const message: readonly unknown[] = await once(child, 'message');
  return { child, origin: `http://127.0.0.1:${String(message[0])}` };
};

const plain = await startServer();
const cookies = await startServer('set-cookie: sid=0123456789abcdef; Path=/; HttpOnly');

const pool = new Pool(plain.origin, { connections: users, allowH2: false });
const clients = Array.from({ length: users }, () => new Client(plain.origin, { allowH2: false }));
const transport = createHttp().open({
  id: 'bench',
  scope: createScope([plain.origin, cookies.origin]),
  clock: systemClock,
  users,
  warn: console.warn,
});
const session = () => transport.session({ id: 'user', random: createRandom('bench') });
const request = Object.freeze({ url: `${plain.origin}/page` });
const sessions = Array.from({ length: users }, session);
const withCookie = Array.from({ length: users }, session);
for (const one of withCookie) await one.navigate({ url: `${cookies.origin}/` });
// Cookies belong to a host, whatever its port: what the second server set goes to the first as well.

const variants: Record<string, readonly Play[]> = {
  pool: Array.from({ length: users }, () => bare(pool, plain.origin)),
  client: clients.map((client) => bare(client, plain.origin)),
  session: sessions.map((one) => () => one.navigate(request)),
  cookie: withCookie.map((one) => () => one.navigate(request)),
};
const chosen = Object.entries(variants).filter(([name]) => values.only === undefined || name === values.only);

const results = new Map<string, Figures[]>(chosen.map(([name]) => [name, []]));
for (let round = -1; round < rounds; round += 1) {
  for (const [name, plays] of chosen) {
    const figures = await measure(plays);
    if (round >= 0) results.get(name)?.push(figures);
  }
}

const costOf = (name: string) => median((results.get(name) ?? []).map((one) => one.costUs));
for (const [name, figures] of results) {
  const rate = median(figures.map((one) => one.rate));
  const cost = costOf(name);
  const ratios = ['pool', 'client'].filter((base) => results.has(base)).map((base) => `${(costOf(base) / cost).toFixed(3)} of the ${base}`);
  console.log(
    `${name.padEnd(8)} ${cost.toFixed(2).padStart(6)} us  ${ratios.join('  ')}  (${Math.round(rate).toLocaleString('en-US')} requests/s)`,
  );
}

await Promise.all([transport.close(), pool.close(), ...clients.map((client) => client.close())]);
plain.child.disconnect();
cookies.child.disconnect();
