import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCommand } from './built-command.ts';
import { median, type Benchmark } from './measurement.ts';

/** From the start of the built command to its first request, beyond what `node -e 0` takes. */
export const startup: Benchmark = {
  name: 'startup',
  async run({ short }) {
    const rounds = short ? 3 : 15;
    const command = await builtCommand();
    const folder = mkdtempSync(join(tmpdir(), 'rushhour-startup-'));
    let seenAt = 0;
    const server = createServer((_request, response) => {
      seenAt = performance.now();
      response.end('ok');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const file = join(folder, 'one.txt');
    writeFileSync(file, `open http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
    const toRequest: number[] = [];
    const nothing: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bareAt = performance.now();
      execFileSync(process.execPath, ['-e', '0']);
      nothing.push(performance.now() - bareAt);
      const startedAt = performance.now();
      const child = spawn(process.execPath, [command, 'run', file, '--plays', '1', '--quiet'], { stdio: 'ignore' });
      await once(child, 'exit');
      toRequest.push(seenAt - startedAt);
    }
    server.close();
    rmSync(folder, { recursive: true });
    return [
      {
        name: 'command to first request, beyond node -e 0',
        value: median(toRequest) - median(nothing),
        unit: 'ms',
        asked: { atMost: 250 },
        note: `medians of ${rounds}: ${median(toRequest).toFixed(0)} ms and ${median(nothing).toFixed(0)} ms`,
      },
    ];
  },
};
