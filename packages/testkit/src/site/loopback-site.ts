import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { systemClock, type Clock } from '@rushhour/core';
import { isMeant, type AccessLogEntry, type AccessLogFilter } from './access-log.ts';
import { createDefaultSite } from './default-site.ts';
import { isStream, replyBytes } from './reply-body.ts';
import { routes, type SiteRoutes } from './routes.ts';
import type { SiteReply, SiteResponder } from './site.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';

/** What a loopback site serves. */
export interface LoopbackSiteOptions {
  /** A responder, or a table of routes. @default the built-in site of `createDefaultSite` */
  readonly site?: SiteResponder | SiteRoutes;
  /** A delay before every answer, drawn evenly. `random` gives numbers from 0 to 1, 1 excluded. @default none */
  readonly latency?: { readonly minMs: number; readonly maxMs: number; readonly random: () => number };
  /** How much of each request body is kept for the responder; the rest is counted. @default 16 MiB */
  readonly keepBytes?: number;
  readonly clock?: Clock;
}

/** A real HTTP server on 127.0.0.1. */
export interface LoopbackSite {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly baseUrl: string;
  readonly port: number;
  /** Every request that came, in order; a line is complete when its answer is. */
  readonly log: readonly AccessLogEntry[];
  /** The lines that fit. */
  readonly requests: (filter?: AccessLogFilter) => readonly AccessLogEntry[];
  /** How many connections were ever made to it. */
  readonly connections: () => number;
  /** Cuts every connection and frees the port. */
  readonly close: () => Promise<void>;
}

type Line = { -readonly [Key in keyof AccessLogEntry]: AccessLogEntry[Key] };

/**
 * Starts a site on a free port of 127.0.0.1.
 *
 * @example
 * ```ts
 * const site = await startLoopbackSite({ site: { 'GET /': page({ links: ['/a'] }), 'GET /a': page() } });
 * try {
 *   await play(site.baseUrl);
 *   expect(site.requests({ path: '/a' })).toHaveLength(1);
 * } finally {
 *   await site.close();
 * }
 * ```
 */
export async function startLoopbackSite(options: LoopbackSiteOptions = {}): Promise<LoopbackSite> {
  const { site = createDefaultSite().respond, latency, keepBytes = 16 * 1024 * 1024, clock = systemClock } = options;
  const respond = typeof site === 'function' ? site : routes(site);
  const log: Line[] = [];
  let connections = 0;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = flatten(request);
    const line: Line = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers,
      userAgent: headers['user-agent'] ?? '',
      at: clock.wallTime(),
      status: 0,
      requestBytes: 0,
      bodyBytes: 0,
      aborted: false,
    };
    log.push(line);
    response.on('error', () => response.destroy());
    const closed = closing(response).then(() => {
      line.aborted = !response.writableFinished;
    });
    const kept: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (line.requestBytes < keepBytes) kept.push(chunk.subarray(0, keepBytes - line.requestBytes));
      line.requestBytes += chunk.length;
    }
    const reply = (await respond({
      method: line.method,
      url: new URL(line.url, `http://${headers['host'] ?? '127.0.0.1'}`),
      headers,
      body: Buffer.concat(kept),
      bodyBytes: line.requestBytes,
    })) ?? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
    const spread = latency === undefined ? 0 : latency.minMs + latency.random() * (latency.maxMs - latency.minMs);
    await wait(clock, spread + (reply.delayMs ?? 0), closed);
    if (reply.fault === 'never' || response.destroyed) return closed;
    await write(response, reply, line);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('connection', () => {
    connections += 1;
  });
  const port = await listenOnLoopback(server);

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    log,
    requests: (filter = {}) => log.filter((entry) => isMeant(entry, filter)),
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function write(response: ServerResponse, reply: SiteReply, line: Line): Promise<void> {
  const { status = 200, headers = {}, body = '', fault } = reply;
  line.status = status;
  const hasBody = line.method !== 'HEAD' && status !== 204 && status !== 304;
  const length = !isStream(body) && status !== 204 && status !== 304 ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  response.writeHead(status, { ...length, ...mutable(headers) });
  if (hasBody) {
    for await (const chunk of replyBytes(body)) {
      const piece = fault === 'cut' ? chunk.subarray(0, Math.floor(chunk.length / 2)) : chunk;
      line.bodyBytes += piece.length;
      const isRoom = response.write(piece);
      if (fault === 'cut') {
        // The half that was written has to leave before the connection is cut.
        await new Promise((resolve) => response.write('', resolve));
        response.destroy();
      }
      if (response.destroyed) return;
      if (!isRoom) await drained(response);
    }
  }
  response.end();
}

function closing(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
  });
}

/** Resolves when there is room to write again, or nobody to write to. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

function wait(clock: Clock, milliseconds: number, closed: Promise<void>): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = clock.setTimer(milliseconds, resolve);
    void closed.then(() => {
      timer.cancel();
      resolve();
    });
  });
}

function flatten(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]));
}

function mutable(headers: NonNullable<SiteReply['headers']>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]));
}
