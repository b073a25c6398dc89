import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createDefaultSite, startLoopbackSite } from '@rushhour/testkit';
import { expect, test } from 'vitest';

test('the service plays traffic, tells how it goes, and at SIGTERM ends it before itself', async () => {
  const shop = createDefaultSite();
  const { promise: visited, resolve: visit } = Promise.withResolvers<void>();
  const site = await startLoopbackSite({
    site: (request) => {
      if (request.url.pathname === '/about') visit();
      return shop.respond(request);
    },
  });
  const service = spawn(process.execPath, ['--conditions=@rushhour/source', 'main.ts'], {
    cwd: import.meta.dirname,
    env: { ...process.env, SITE: site.baseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(service, 'exit');
  try {
    const lines: string[] = [];
    const listening = new Promise<string>((resolve) => {
      createInterface(service.stdout).on('line', (line) => {
        lines.push(line);
        const url = /^listening at (.*)$/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    });
    const url = await listening;
    await visited;
    const status: unknown = await (await fetch(`${url}/status`)).json();
    expect(status).toMatchObject({ phase: 'running', started: expect.any(Number), failed: 0 });

    service.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(lines).toContain('traffic: draining (the service is stopping)');
    expect(lines.at(-1)).toBe('bye');

    const account = JSON.parse(/^traffic: (\{.*)$/m.exec(lines.join('\n'))?.[1] ?? '{}') as Readonly<Record<string, number>>;
    expect(account).toMatchObject({ failed: 0, interrupted: 0, started: account['ok'], requests: site.log.length });
  } finally {
    service.kill('SIGKILL');
    await site.close();
  }
});
