// Makes people, lets them play until most are between two plays, and prints what each weighs.
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionRegistry, open, scenario, ScenarioRunner, type ProfileOptions } from '@rushhour/core';

const count = Number(process.argv[2] ?? 100_000);
const kind = process.argv[3] ?? 'open';
const habits: Readonly<Record<string, Omit<ProfileOptions, 'name' | 'count'>>> = {
  open: { pace: { peak: '0.5/min' } },
  closed: { think: '1h' },
  shifting: { hours: '00:00-23:59', ramp: 0, jitter: '1m', pace: { peak: '0.5/min', offPeak: '0.5/min' } },
};

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function measure(people: number): Promise<number> {
  const runner = new ScenarioRunner({
    scenarios: [scenario('page', { base: 'http://a.example' }, [open('/')])],
    plugins: new ActionRegistry().open('http://a.example', () => undefined),
    allow: ['http://a.example'],
    seed: 1,
    profiles: [{ name: 'people', count: people, ...habits[kind] }],
  });
  const running = runner.run();
  const enough = kind === 'closed' ? people : people / 10;
  while ((runner.summary()?.actions.ok ?? 0) < enough) await sleep(100);
  const heap = heapUsed();
  runner.stop();
  await running;
  return heap;
}

const few = await measure(10);
const many = await measure(count);
process.stdout.write(`${JSON.stringify({ heapBytesPerUser: (many - few) / (count - 10) })}\n`);
