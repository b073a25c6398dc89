import { createHash } from 'node:crypto';
import type { SiteReply, SiteRequest, SiteResponder } from '@rushhour/testkit';

interface Stored {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** As much of a store, in memory, as the plugin's own contract needs: one bucket, nothing checked. */
export function createMemoryStore(): SiteResponder {
  const objects = new Map<string, Stored>();

  const answers: Readonly<Record<string, (request: SiteRequest, key: string) => SiteReply>> = {
    PUT({ body, headers }, key) {
      const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-') || name === 'content-type');
      const etag = createHash('md5').update(body).digest('hex');
      objects.set(key, { body, headers: { ...Object.fromEntries(kept), etag: `"${etag}"`, 'last-modified': new Date(0).toUTCString() } });
      return { headers: { etag: `"${etag}"` } };
    },
    DELETE(_request, key) {
      objects.delete(key);
      return { status: 204 };
    },
    GET({ url }, key) {
      if (key === '') return { headers: { 'content-type': 'application/xml' }, body: listing(objects, url.searchParams) };
      const object = objects.get(key);
      return object === undefined ? missing : { headers: object.headers, body: object.body };
    },
    HEAD(_request, key) {
      if (key === '') return { status: 200 };
      const object = objects.get(key);
      return object === undefined ? { status: 404 } : { headers: { ...object.headers, 'content-length': String(object.body.length) } };
    },
  };

  return (request) => {
    const [, , ...path] = request.url.pathname.split('/');
    return answers[request.method]?.(request, decodeURIComponent(path.join('/')));
  };
}

const missing: SiteReply = { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>none</Message></Error>' };

function listing(objects: ReadonlyMap<string, Stored>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const found = [...objects].filter(([key]) => key.startsWith(prefix)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const contents = found.map(([key, { body }]) => `<Contents><Key>${encodeURIComponent(key)}</Key><Size>${body.length}</Size></Contents>`);
  return `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}
