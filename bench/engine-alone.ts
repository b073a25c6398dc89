// Plays actions whose handler returns at once, and prints what each cost. Its own process, so that nothing else is measured.
import { ActionRegistry, open, scenario, ScenarioRunner } from '@rushhour/core';

const measured = Number(process.argv[2] ?? 1_000_000);
const warmUp = Math.floor(measured / 4);

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

let played = 0;
let startedAt = 0;
let heapBefore = 0;
const registry = new ActionRegistry().open('https://a.example', () => {
  played += 1;
  if (played !== warmUp) return;
  heapBefore = heapUsed();
  startedAt = performance.now();
});
const pages = scenario('pages', { order: 'random', draws: 100_000 }, [
  open('https://a.example/1'),
  open('https://a.example/2'),
  open('https://a.example/3'),
]);
const runner = new ScenarioRunner({ scenarios: [pages], plugins: registry, users: 64, think: '0', seed: 1, actions: warmUp + measured });
let heapAfter = 0;
let timeMs = 0;
runner.on('phase', ({ phase }) => {
  if (phase !== 'draining') return;
  timeMs = performance.now() - startedAt;
  heapAfter = heapUsed();
});
await runner.run();

process.stdout.write(
  `${JSON.stringify({ microsecondsPerAction: (timeMs * 1000) / measured, heapBytesPerAction: Math.max(0, heapAfter - heapBefore) / measured })}\n`,
);
