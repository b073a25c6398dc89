import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { page } from './page.ts';
import { routes, type SiteRoutes } from './routes.ts';
import type { SiteReply, SiteRequest, SiteResponder } from './site.ts';
import { testFile } from './test-file.ts';

/** What the upload endpoint of a default site got. */
export interface ReceivedUpload {
  readonly path: string;
  /** Media type as sent. */
  readonly type: string;
  /** The body, multipart framing and all. */
  readonly body: Uint8Array;
  readonly bodyBytes: number;
  readonly sha256: string;
}

/** The built-in test site. */
export interface DefaultSite {
  readonly respond: SiteResponder;
  /** What was uploaded, in order. */
  readonly uploads: readonly ReceivedUpload[];
  /** The routes, to build another site on. */
  readonly table: SiteRoutes;
}

const products = ['lamp', 'chair', 'table', 'shelf', 'clock'];

/**
 * Makes a small shop with a bit of everything:
 *
 * - `/`, `/products/NAME`, `/about`: pages with links, styles, a script and images; `/products/NAME` has a form that posts to `/cart`
 * - `/search?q=`: a GET form's target; `/cart`: a POST that redirects and sets a cookie
 * - `/login` (any user, password `secret`), `/account` (401 without the cookie), `/logout`
 * - `/upload` and below: POST and PUT, kept in `uploads`, answered 201 with `Location`, and served from there
 * - `/files/BYTES`: that many bytes with their checksum in `x-sha256` up to 1 MiB
 * - `/redirect/N`: a chain of N redirects to `/`; `/status/CODE`; `/slow/MS`; `/never`; `/cut`; `/gzip`; `/etag`
 */
export function createDefaultSite(): DefaultSite {
  const uploads: ReceivedUpload[] = [];

  const receive = ({ url, headers, body, bodyBytes }: SiteRequest): SiteReply => {
    const sha256 = createHash('sha256').update(body).digest('hex');
    uploads.push({ path: url.pathname, type: headers['content-type'] ?? '', body, bodyBytes, sha256 });
    const location = `/uploads/${uploads.length}`;
    return json({ location, bytes: bodyBytes, sha256 }, { status: 201, headers: { location } });
  };

  const table: SiteRoutes = {
    'GET /': page({
      title: 'Shop',
      links: { ...Object.fromEntries(products.map((name) => [name, `/products/${name}`])), 'About us': '/about', 'Log in': '/login' },
      styles: ['/assets/style.css'],
      scripts: ['/assets/script.js'],
      images: ['/assets/logo.png'],
      forms: [{ action: '/search', method: 'GET', id: 'search', fields: { q: '' } }],
    }),
    'GET /products/*': ({ url }) => product(lastSegment(url)),
    'GET /about': page({ title: 'About us', links: { Home: '/' } }),
    'GET /assets/style.css': { headers: { 'content-type': 'text/css' }, body: 'body { margin: 0 }' },
    'GET /assets/script.js': { headers: { 'content-type': 'text/javascript' }, body: 'void 0;' },
    'GET /assets/*': { headers: { 'content-type': 'image/png' }, body: testFile(512).chunks().next().value ?? '' },
    'GET /search': ({ url }) => page({ title: `Results for ${url.searchParams.get('q') ?? ''}`, links: ['/products/lamp', '/'] }),
    'GET /cart': ({ headers }) => page({ title: 'Cart', html: `<p id="cart">${cookie(headers, 'cart')}</p>`, links: ['/'] }),
    'POST /cart': ({ body }) => {
      const bought = new URLSearchParams(Buffer.from(body).toString()).get('product') ?? '';
      return redirect('/cart', { 'set-cookie': `cart=${encodeURIComponent(bought)}; Path=/` });
    },
    'GET /login': page({ title: 'Log in', forms: [{ action: '/login', fields: { user: '', password: '' }, hidden: { token: 't-1' } }] }),
    'POST /login': ({ body }) => {
      const form = new URLSearchParams(Buffer.from(body).toString());
      if (form.get('password') !== 'secret') return page({ status: 403, title: 'No' });
      return redirect('/account', { 'set-cookie': `user=${encodeURIComponent(form.get('user') ?? '')}; Path=/; HttpOnly` });
    },
    'GET /account': ({ headers }) => {
      const user = cookie(headers, 'user');
      return user === '' ? page({ status: 401, title: 'Log in first' }) : page({ title: `Hello ${user}`, links: ['/logout'] });
    },
    'GET /logout': redirect('/', { 'set-cookie': 'user=; Path=/; Max-Age=0' }),
    'POST /upload': receive,
    'PUT /upload': receive,
    'POST /upload/*': receive,
    'PUT /upload/*': receive,
    'GET /uploads/*': ({ url }) => {
      const upload = uploads[Number(lastSegment(url)) - 1];
      return upload && { headers: { 'content-type': upload.type }, body: upload.body };
    },
    'GET /files/*': ({ url }) => file(Number(lastSegment(url))),
    'GET /redirect/*': ({ url }) => {
      const left = Number(lastSegment(url));
      return redirect(left > 1 ? `/redirect/${left - 1}` : '/');
    },
    'GET /status/*': ({ url }) => ({ status: Number(lastSegment(url)), headers: { 'content-type': 'text/plain' }, body: lastSegment(url) }),
    'GET /slow/*': ({ url }) => ({ ...page({ title: 'At last' }), delayMs: Number(lastSegment(url)) }),
    'GET /never': { fault: 'never' },
    'GET /cut': { ...page({ title: 'Cut' }), fault: 'cut' },
    'GET /gzip': {
      headers: { 'content-type': 'text/html', 'content-encoding': 'gzip' },
      body: gzipSync('<a href="/about">About us</a>'.repeat(50)),
    },
    'GET /etag': ({ headers }) =>
      headers['if-none-match'] === '"1"'
        ? { status: 304, headers: { etag: '"1"' } }
        : page({ title: 'Cached', links: ['/'], headers: { etag: '"1"' } }),
  };
  return { respond: routes(table), uploads, table };
}

function product(name: string): SiteReply | undefined {
  const at = products.indexOf(name);
  if (at === -1) return undefined;
  const next = products[(at + 1) % products.length] ?? name;
  return page({
    title: `The ${name}`,
    links: { Home: '/', 'Next product': `/products/${next}`, Cart: '/cart' },
    styles: ['/assets/style.css'],
    images: [`/assets/${name}.png`],
    forms: [{ action: '/cart', id: 'buy', hidden: { product: name }, fields: { count: '1' } }],
  });
}

function file(size: number): SiteReply | undefined {
  if (!Number.isSafeInteger(size) || size < 0) return undefined;
  const content = testFile(size);
  return {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      ...(size <= 1_048_576 && { 'x-sha256': content.sha256() }),
    },
    body: content.chunks(),
  };
}

function redirect(location: string, headers: Readonly<Record<string, string>> = {}): SiteReply {
  return { status: 303, headers: { location, ...headers } };
}

function json(value: unknown, { status = 200, headers = {} }: Pick<SiteReply, 'status' | 'headers'>): SiteReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

function lastSegment(url: URL): string {
  return decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
}

function cookie(headers: SiteRequest['headers'], name: string): string {
  const pair = (headers['cookie'] ?? '').split('; ').find((candidate) => candidate.startsWith(`${name}=`));
  return pair === undefined ? '' : decodeURIComponent(pair.slice(name.length + 1));
}
