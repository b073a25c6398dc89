// Streams one file of each recipe and prints how many GiB a second were made; beside them, what the same machine gives of its random bytes alone.
import { createCipheriv } from 'node:crypto';
import { openRecipe } from '@rushhour/content';

const [size = '1GiB', ...extensions] = process.argv.slice(2);
const rates: Record<string, number> = { bare: bareRate(2 ** 30) };
for (const extension of extensions) {
  for await (const _ of openRecipe(`${extension}:16MiB@ab`).stream());
  const file = openRecipe(`${extension}:${size}@ab`);
  let made = 0;
  const startedAt = process.cpuUsage();
  for await (const chunk of file.stream()) made += chunk.length;
  rates[extension] = rateOf(made, process.cpuUsage(startedAt));
}
process.stdout.write(`${JSON.stringify({ rates, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`);

function bareRate(bytes: number): number {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16));
  const zeros = Buffer.alloc(256 * 1024);
  const startedAt = process.cpuUsage();
  for (let made = 0; made < bytes; made += zeros.length) cipher.update(zeros);
  return rateOf(bytes, process.cpuUsage(startedAt));
}

/** GiB a second of processor time, whoever else is busy on the machine. */
function rateOf(bytes: number, { user, system }: NodeJS.CpuUsage): number {
  return bytes / 2 ** 30 / ((user + system) / 1e6);
}
