// What this machine has for two threads: how much two that only reckon get done, of what one does. Prints the ratio.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const runMs = 2000;

if (isMainThread) {
  const one = await reckonOn(1);
  process.stdout.write(`${JSON.stringify({ ratio: (await reckonOn(2)) / one })}\n`);
} else {
  const port = parentPort;
  port?.postMessage(reckon());
}

/** How much so many threads get done together. */
async function reckonOn(threads: number): Promise<number> {
  const parts = Array.from({ length: threads }, () => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    new Worker(new URL(import.meta.url)).on('message', resolve).on('error', reject);
    return promise;
  });
  return (await Promise.all(parts)).reduce((sum, part) => sum + part, 0);
}

function reckon(): number {
  const end = performance.now() + runMs;
  let rounds = 0;
  for (let sum = 0; performance.now() < end; rounds += 1) for (let value = 0; value < 10_000; value += 1) sum += Math.sqrt(value);
  return rounds;
}
