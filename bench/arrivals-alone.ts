// Plays arrivals at a steady rate for three seconds, and prints how many there were and how late they began. `http`: against a server on the other core.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ActionRegistry, open, scenario, ScenarioRunner } from '@rushhour/core';
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
// A first second warms up the optimiser and the connections.
await play('1s');
const { actions, latenessMs } = await play('3s');
server.stop();
process.stdout.write(`${JSON.stringify({ ...actions, expected: perSecond * 3, latenessMs })}\n`);
