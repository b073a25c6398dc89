import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createRandom } from '@rushhour/core';
import { describe, expect, it } from 'vitest';
import { openHttp } from '../test/open-http.ts';
import { serve } from '../test/serve.ts';
import type { OriginDispatcher } from './index.ts';

const run = promisify(execFile);

describe('a transport', () => {
  it('that is closed leaves nothing behind: the process ends by itself, its globals untouched', async () => {
    const script = fileURLToPath(new URL('../test/close-and-exit.ts', import.meta.url));
    const { stdout } = await run(process.execPath, ['--conditions=@rushhour/source', script], { timeout: 25_000 });
    expect(JSON.parse(stdout)).toEqual({ globals: 0, listeners: 0 });
  });

  it('cuts what is on the wire when it is closed, and sends nothing any more', async () => {
    let arrived: (() => void) | undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const site = await serve(() => arrived?.());
    const { session, transport } = openHttp([site.origin]);
    const cut = session().get(site.origin);
    await arrival;
    await Promise.all([transport.close(), expect(cut).rejects.toMatchObject({ code: 'interrupted' })]);
    await expect(session().get(site.origin)).rejects.toMatchObject({ code: 'interrupted' });
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 0 });
  });

  it('frees a session that is closed, whose requests are cut', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/') response.setHeader('set-cookie', 'a=1').end('home');
    });
    const { session } = openHttp([site.origin]);
    const user = session();
    await user.get(site.origin);
    const mute = user.get(`${site.origin}/mute`);
    user.close();
    await expect(mute).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('takes a dispatcher in place of sockets', async () => {
    const asked: string[] = [];
    let destroyed = 0;
    const dispatcher = (origin: string): OriginDispatcher => ({
      dispatch(options, handler) {
        asked.push(`${options.method} ${origin}${options.path}`);
        const controller = {
          aborted: false,
          paused: false,
          reason: null,
          abort: () => undefined,
          pause: () => undefined,
          resume: () => undefined,
        };
        handler.onRequestStart?.(controller, {});
        handler.onResponseStart?.(controller, 200, { 'content-type': 'text/plain' }, 'OK');
        handler.onResponseData?.(controller, Buffer.from('from memory'));
        handler.onResponseEnd?.(controller, {});
        return true;
      },
      destroy: () => (destroyed += 1),
    });
    const { transport, session } = openHttp(['https://shop.example'], { dispatcher });
    expect((await session().get('https://shop.example/a?b=1')).text()).toBe('from memory');
    expect(asked).toEqual(['GET https://shop.example/a?b=1']);
    expect(transport.statistics()).toMatchObject({ sent: 1, answered: 1, byStatus: { 200: 1 } });
    await expect(session().get('https://evil.test/')).rejects.toMatchObject({ code: 'scope_rejected' });
    await transport.close();
    expect(destroyed).toBe(1);
  });

  it('holds little for a user who thinks, one cookie included', async () => {
    const site = await serve((_request, response) =>
      response.setHeader('set-cookie', 'sid=0123456789abcdef; Path=/; HttpOnly').setHeader('etag', '"1"').end('home'),
    );
    const { transport } = openHttp([site.origin], { connections: 16 });
    const random = createRandom('memory');
    const request = Object.freeze({ url: site.origin });
    const play = async (count: number) => {
      const sessions = Array.from({ length: count }, () => transport.session({ id: 'user', random }));
      for (let at = 0; at < count; at += 16) await Promise.all(sessions.slice(at, at + 16).map((session) => session.navigate(request)));
      return sessions;
    };
    await play(500);
    gc?.();
    const before = process.memoryUsage().heapUsed;
    const sessions = await play(2000);
    gc?.();
    const perUser = (process.memoryUsage().heapUsed - before) / sessions.length;
    expect(perUser).toBeLessThan(2560);
    expect(sessions).toHaveLength(2000);
  });
});
