import type { SiteReply, SiteRequest, SiteResponder } from './site.ts';

/** What one route does: always the same answer, or one made for the request. */
export type SiteRoute = SiteReply | SiteResponder;

/** Routes by `METHOD /path`; a path that ends in `*` takes everything below, the longest first. `GET` serves `HEAD` too. */
export type SiteRoutes = Readonly<Record<`${string} /${string}`, SiteRoute>>;

/**
 * Makes a site of a table of routes.
 *
 * @example
 * ```ts
 * const site = routes({
 *   'GET /': page({ title: 'Shop', links: ['/a'] }),
 *   'GET /files/*': ({ url }) => ({ body: url.pathname }),
 *   'POST /photos': { status: 201 },
 * });
 * ```
 */
export function routes(table: SiteRoutes): SiteResponder {
  const rows = Object.entries(table)
    .map(([key, route]) => {
      const [method = '', pattern = ''] = key.split(' ');
      return { method, route, isPrefix: pattern.endsWith('*'), path: pattern.replace(/\*$/, '') };
    })
    .toSorted((a, b) => Number(a.isPrefix) - Number(b.isPrefix) || b.path.length - a.path.length);

  return (request: SiteRequest) => {
    const { pathname } = request.url;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const matching = rows.filter(({ isPrefix, path }) => (isPrefix ? pathname.startsWith(path) : pathname === path));
    const row = matching.find((candidate) => candidate.method === method);
    if (row !== undefined) return typeof row.route === 'function' ? row.route(request) : row.route;
    if (matching.length === 0) return undefined;
    return { status: 405, headers: { allow: [...new Set(matching.map((candidate) => candidate.method))].join(', ') } };
  };
}
