// Lets users open a page that sets a cookie, waits until all of them think, and prints what each weighs. The server is another process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { open, scenario, ScenarioRunner } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '@rushhour/plugin-generic';

const users = Number(process.argv[2] ?? 10_000);
const server = fork(new URL('canned-server.ts', import.meta.url), ['1024', 'set-cookie: sid=0123456789abcdef; Path=/; HttpOnly']);
const message: readonly unknown[] = await once(server, 'message');
const port = Number(message[0]);

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Plays until everybody thinks; returns the heap then. */
async function measure(count: number): Promise<number> {
  const page = scenario('page', { base: `http://127.0.0.1:${port}`, think: '1h' }, [open('/1'), open('/2'), open('/3')]);
  const runner = new ScenarioRunner({ scenarios: [page], plugins: [generic()], http: createHttp(), users: count, seed: 1 });
  const running = runner.run();
  while ((runner.summary()?.actions.ok ?? 0) < count) await sleep(100);
  // Idle connections close after some seconds; a thinking user does not hold one.
  await sleep(8000);
  const heap = heapUsed();
  runner.stop();
  const { actions } = await running;
  if (actions.ok !== count) throw new Error(`of ${count} actions ${actions.ok} were ok`);
  return heap;
}

const few = await measure(10);
const many = await measure(users);
process.stdout.write(`${JSON.stringify({ heapBytesPerUser: (many - few) / (users - 10) })}\n`);
server.kill();
