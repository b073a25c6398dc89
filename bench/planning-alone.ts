// Plans a day of a thousand people, and prints how long it took and what it left on the heap.
import { ActionRegistry, open, planRun, scenario } from '@rushhour/core';

const people = Number(process.argv[2] ?? 1000);
const pages = scenario('pages', { order: 'random', base: 'http://a.example' }, [open('/1'), open('/2'), open('/3')]);
const planned = await planRun({
  scenarios: [pages],
  plugins: new ActionRegistry().open('http://a.example', () => undefined),
  allow: ['http://a.example'],
  seed: 1,
  start: '2026-01-05T00:00:00Z',
  duration: '24h',
  profiles: [
    {
      name: 'office',
      count: people * 0.4,
      hours: 'Mon-Fri 09:00-17:00',
      zone: 'Europe/Berlin',
      activity: 2,
      pace: { offPeak: '10%' },
      jitter: '20m',
    },
    { name: 'night', count: people * 0.4, hours: '22:00-06:00', activity: 3.5, pace: { offPeak: '10%' } },
    { name: 'ops', count: people * 0.2, activity: 1 },
  ],
  limits: { rate: `${people * 1.4}/min`, floor: '25/min' },
});

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

let arrivals = 0;
let heapAtTenth = 0;
let pausedMs = 0;
const startedAt = performance.now();
for await (const batch of planned.arrivals()) {
  arrivals += batch.length;
  if (heapAtTenth > 0 || arrivals < planned.forecast.total / 10) continue;
  const before = performance.now();
  heapAtTenth = heapUsed();
  pausedMs = performance.now() - before;
}
const seconds = (performance.now() - startedAt - pausedMs) / 1000;
process.stdout.write(`${JSON.stringify({ arrivals, expected: planned.forecast.total, seconds, grownBytes: heapUsed() - heapAtTenth })}\n`);
