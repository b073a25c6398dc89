import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

/** A line of the access log. */
export interface StoreLine {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Bytes of the body that came. */
  readonly bytes: number;
}

/** A store for files on loopback: takes what is put, and gives the files of the example below `/library/`. */
export interface Store {
  /** `http://127.0.0.1:8088`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** What a store is told. */
export interface StoreOptions {
  /** @default a free one */
  readonly port?: number;
  /** Called when an answer has left. */
  readonly log?: (line: StoreLine) => void;
}

const files = new URL('files/', import.meta.url);

/** Opens a store. What is put into it is counted and thrown away, so that it can be open for days. */
export async function openStore({ port = 0, log }: StoreOptions = {}): Promise<Store> {
  const server = createServer((request, response) => {
    const { method = '', url: path = '' } = request;
    let bytes = 0;
    request.on('data', (piece: Buffer) => (bytes += piece.length));
    request.on('end', () => answer(request, response));
    response.on('finish', () => log?.({ method, path, status: response.statusCode, bytes }));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): void {
  if (method === 'PUT') {
    response.writeHead(201, { location: url }).end();
    return;
  }
  const kept = /^\/library\/([a-z]+\/[a-z]+\.[a-z.]+)$/.exec(url)?.[1];
  const file = kept === undefined ? undefined : fileURLToPath(new URL(kept, files));
  if (method !== 'GET' || file === undefined || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  createReadStream(file).pipe(response);
}
