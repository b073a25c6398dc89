import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startLoopbackSite } from '../site/loopback-site.ts';
import { watchProcess } from './process-watch.ts';

describe('process watch', () => {
  test('sees nothing where nothing is', async () => {
    const { value, traces } = await watchProcess(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return 'done';
    });
    expect(value).toBe('done');
    expect(traces).toEqual({ sockets: [], rejections: [], timersLeft: 0 });
  });

  test('sees a rejection nobody listens to, before the test runner does', async () => {
    const reason = new Error('floating');
    const { traces } = await watchProcess(async () => {
      await Promise.resolve();
      void Promise.reject(reason);
    });
    expect(traces.rejections).toEqual([reason]);
  });

  test('hands the rejections of others on to who listened before', async () => {
    const seen: unknown[] = [];
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const listener = (reason: unknown) => void seen.push(reason);
    process.on('unhandledRejection', listener);
    let start: () => void = () => undefined;
    const outside = new Promise<void>((resolve) => {
      start = resolve;
    }).then(() => void Promise.reject(new Error('of another')));
    const { traces } = await watchProcess(async () => {
      start();
      await outside;
    });
    process.off('unhandledRejection', listener);
    for (const other of before) process.on('unhandledRejection', other);
    expect(traces.rejections).toEqual([]);
    expect(seen).toHaveLength(1);
    expect(process.listeners('unhandledRejection')).toEqual(before);
  });

  test('sees sockets of any library', async () => {
    const site = await startLoopbackSite();
    try {
      const fetched = await watchProcess(() => fetch(site.baseUrl).then((reply) => reply.text()));
      expect(fetched.traces.sockets).toContain('TCPCONNECTWRAP');
      const connected = await watchProcess(
        () =>
          new Promise<void>(
            (resolve) =>
              void connect(site.port, '127.0.0.1', function connectedNow(this: { destroy(): void }) {
                this.destroy();
                resolve();
              }),
          ),
      );
      expect(connected.traces.sockets).toEqual(['TCPCONNECTWRAP']);
    } finally {
      await site.close();
    }
  });

  test('counts the timers left that keep the process alive', async () => {
    const timers: NodeJS.Timeout[] = [];
    const { traces } = await watchProcess(async () => {
      timers.push(
        setInterval(() => undefined, 60_000),
        setTimeout(() => undefined, 60_000).unref(),
      );
      clearInterval(setInterval(() => undefined, 60_000));
    });
    timers.forEach(clearInterval);
    expect(traces.timersLeft).toBe(1);
  });
});
