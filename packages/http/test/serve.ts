import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createRawServer, type Server as RawServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { fixture } from './fixture.ts';

/** A server of a test: where it is, and what it was asked. */
export interface Served {
  readonly origin: string;
  readonly port: number;
  /** Requests in the order they came. */
  readonly requests: readonly IncomingMessage[];
  /** Connections that were made. */
  readonly connections: readonly Socket[];
}

function listen(server: Server | RawServer, scheme: string, requests: readonly IncomingMessage[]): Promise<Served> {
  const connections: Socket[] = [];
  server.on('connection', (socket: Socket) => connections.push(socket));
  onTestFinished(async () => {
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ origin: `${scheme}://127.0.0.1:${port}`, port, requests, connections });
    });
  });
}

const logged =
  (listener: RequestListener, requests: IncomingMessage[]): RequestListener =>
  (request, response) => {
    requests.push(request);
    listener(request, response);
  };

/** Serves http on loopback until the test is over. */
export function serve(listener: RequestListener): Promise<Served> {
  const requests: IncomingMessage[] = [];
  return listen(createServer(logged(listener, requests)), 'http', requests);
}

/** Serves https with a certificate of the fixtures. */
export function serveSecure(
  listener: RequestListener,
  certificate = 'server',
  options: { readonly asksClient?: boolean } = {},
): Promise<Served> {
  const requests: IncomingMessage[] = [];
  const server = createSecureServer(
    {
      cert: fixture(`${certificate}.pem`),
      key: fixture(`${certificate}.key.pem`),
      ...(options.asksClient === true && { requestCert: true, ca: fixture('ca.pem') }),
    },
    logged(listener, requests),
  );
  return listen(server, 'https', requests);
}

/** Serves bytes as the test likes. */
export function serveRaw(onSocket: (socket: Socket) => void): Promise<Served> {
  const server = createRawServer((socket) => {
    socket.on('error', () => socket.destroy());
    onSocket(socket);
  });
  return listen(server, 'http', []);
}
