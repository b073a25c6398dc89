import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRandom, RushhourError, systemClock } from '@rushhour/core';
import { demoMenu, demoPictures, demoPoster } from './demo-files.ts';
import { basketPage, coffeePage, gonePage, homePage, orderPage, photosPage, productPage, searchPage } from './demo-pages.ts';
import { demoStyle } from './demo-style.ts';

/** The demo shop while it is open. */
export interface DemoSite {
  /** `http://127.0.0.1:49152`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Largest body the shop takes, in bytes. */
const largestBody = 8 * 1024 * 1024;

/** How many visitors' baskets are remembered. */
const keptBaskets = 10_000;

/** What the shop answers. */
interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens the demo shop on the loopback address. `port` 0 takes a free one. */
export async function startDemoSite({ port = 0 }: { readonly port?: number | undefined } = {}): Promise<DemoSite> {
  const shop = createShop();
  const random = createRandom('demo-site');
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    // A shop takes its time: mostly a few milliseconds, sometimes many.
    const draw = random.fork(requests).next();
    const delayMs = 2 + 60 * draw ** 4;
    readBody(request)
      .then((body) => {
        systemClock.setTimer(delayMs, () => send(response, shop(request, body)));
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new RushhourError('option_invalid', {
          message: `The port "${port}" cannot be used: ${cause.message}.`,
          hint: 'Choose another with --port, or leave it out.',
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The shop behind the counter: baskets by visitor, and how many photos came. */
function createShop(): (request: IncomingMessage, body: Buffer) => Answer {
  const baskets = new Map<string, Map<string, number>>();
  let photos = 0;
  let photoBytes = 0;

  const basketOf = (request: IncomingMessage) => {
    const known = /(?:^|;\s*)visitor=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const visitor = known ?? randomUUID();
    const basket = baskets.get(visitor) ?? new Map<string, number>();
    return { visitor, basket };
  };

  const post = (path: string, request: IncomingMessage, body: Buffer): Answer | undefined => {
    const form = new URLSearchParams(body.toString());
    if (path === '/basket') {
      const { visitor, basket } = basketOf(request);
      const product = form.get('product') ?? '';
      if (productPage(product) === undefined) return undefined;
      basket.set(product, (basket.get(product) ?? 0) + Math.max(1, Number(form.get('quantity')) || 1));
      baskets.set(visitor, basket);
      const oldest = baskets.keys().next().value;
      if (baskets.size > keptBaskets && oldest !== undefined) baskets.delete(oldest);
      return redirect('/basket', { 'set-cookie': `visitor=${visitor}; Path=/; HttpOnly; SameSite=Lax` });
    }
    if (path === '/checkout') {
      baskets.delete(basketOf(request).visitor);
      return html(orderPage(form.get('name') ?? 'stranger'));
    }
    if (path !== '/photos') return undefined;
    photos += 1;
    photoBytes += body.length;
    return { ...html(photosPage(photos, photoBytes), 201), headers: { location: `/photos/${photos}` } };
  };

  const get = (path: string, query: URLSearchParams, request: IncomingMessage): Answer | undefined => {
    const picture = demoPictures.get(path);
    if (picture !== undefined) return { type: 'image/svg+xml', body: picture };
    const slug = /^\/coffee\/([\w-]+)$/.exec(path)?.[1];
    if (slug !== undefined) return htmlOrNothing(productPage(slug));
    switch (path) {
      case '/':
        return html(homePage());
      case '/coffee':
        return htmlOrNothing(coffeePage(Number(query.get('page') ?? 1)));
      case '/search':
        return html(searchPage(query.get('q') ?? ''));
      case '/basket':
        return html(basketPage(basketOf(request).basket));
      case '/photos':
        return html(photosPage(photos, photoBytes));
      case '/style.css':
        return { type: 'text/css; charset=utf-8', body: demoStyle };
      case '/files/menu.txt':
        return { type: 'text/plain; charset=utf-8', body: demoMenu };
      case '/files/poster.svg':
        return { type: 'image/svg+xml', body: demoPoster };
      case '/last-season':
        return html(gonePage(410), 410);
      default:
        return undefined;
    }
  };

  return (request, body) => {
    const url = new URL(request.url ?? '/', 'http://demo.invalid');
    const answer = request.method === 'POST' ? post(url.pathname, request, body) : get(url.pathname, url.searchParams, request);
    return answer ?? html(gonePage(404), 404);
  };
}

function html(body: string, status = 200): Answer {
  return { status, body };
}

function htmlOrNothing(body: string | undefined): Answer | undefined {
  return body === undefined ? undefined : html(body);
}

function redirect(location: string, headers: Readonly<Record<string, string>>): Answer {
  return { status: 303, body: '', headers: { ...headers, location } };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk as Uint8Array); // a request without an encoding gives bytes
    length += piece.length;
    if (length > largestBody) throw new Error('too large');
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status = 200, type = 'text/html; charset=utf-8', body, headers = {} }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers });
  response.end(bytes);
}
