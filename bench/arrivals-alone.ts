// Plays arrivals at a steady rate for three seconds, and prints how many there were and how late they began. `http`: against a server on the other core.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ActionRegistry, createHistogram, open, scenario, ScenarioRunner } from '@rushhour/core';
import { createHttp } from '@rushhour/http';
import { generic } from '@rushhour/plugin-generic';

const perSecond = Number(process.argv[2] ?? 1500);
const isHttp = process.argv[3] === 'http';
const users = Number(process.argv[4] ?? 100);

async function startServer() {
  const server = fork(new URL('canned-server.ts', import.meta.url), ['1024']);
  const message: readonly unknown[] = await once(server, 'message');
  return { base: `http://127.0.0.1:${Number(message[0])}`, stop: () => server.kill() };
}

const server = isHttp ? await startServer() : { base: 'http://a.example', stop: () => undefined };
const pages = scenario('pages', { order: 'random', draws: 1000, base: server.base }, [open('/1'), open('/2')]);
const play = async (duration: string) => {
  const runner = new ScenarioRunner({
    scenarios: [pages],
    plugins: isHttp ? [generic()] : new ActionRegistry().open(server.base, () => undefined),
    ...(isHttp && { http: createHttp() }),
    allow: [server.base],
    seed: 1,
    duration,
    profiles: [{ name: 'people', count: users, pace: { peak: `${perSecond / users}/s`, arrivals: 'steady' } }],
  });
  return runner.run();
};
/** How late a loop is that does nothing but wake up when something is due, in milliseconds: what this machine has to give. */
async function bareLateness(): Promise<number> {
  const lateness = createHistogram();
  const startedAt = performance.now();
  let next = 0;
  await new Promise<void>((resolve) => {
    const wake = () => {
      const now = performance.now();
      for (; next < perSecond * 3 && startedAt + (next * 1000) / perSecond <= now; next += 1) {
        lateness.record(now - startedAt - (next * 1000) / perSecond);
      }
      if (next < perSecond * 3) setTimeout(wake, startedAt + (next * 1000) / perSecond - now);
      else resolve();
    };
    wake();
  });
  return lateness.percentile(0.99);
}

// A first run warms up the optimiser and the connections.
await play('3s');
const { actions, latenessMs } = await play('3s');
const bareP99Ms = await bareLateness();
server.stop();
process.stdout.write(`${JSON.stringify({ ...actions, expected: perSecond * 3, latenessMs, bareP99Ms })}\n`);
