import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as a site saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a route answers: HTML, or a function that answers itself. */
export type Route = string | ((response: ServerResponse, request: SeenRequest) => unknown);

/** A real server on loopback, closed when the test ends. */
export interface Site {
  /** Without a slash at the end. */
  readonly base: string;
  /** In the order they came. */
  readonly requests: readonly SeenRequest[];
}

/** Starts a site; routes are found by path, others answer 404. */
export async function startSite(routes: Readonly<Record<string, Route>> = {}): Promise<Site> {
  const requests: SeenRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]));
    const seen = { method: request.method ?? '', url: request.url ?? '', headers, body };
    requests.push(seen);
    const route = routes[seen.url.replace(/\?.*$/, '')];
    if (route === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
    else if (typeof route === 'string') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(route);
    else await route(response, seen);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}`, requests };
}
