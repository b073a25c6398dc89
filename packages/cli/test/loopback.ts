import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on loopback that keeps what it was asked. */
export interface Loopback {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  /** Resolves when so many requests have come. */
  asked(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server; a handler that does nothing never answers. */
export async function startLoopback(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  let listeners: (() => void)[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    for (const listener of listeners) listener();
    request.resume();
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    asked: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (requests.length < count) return;
          listeners = listeners.filter((listener) => listener !== look);
          resolve();
        };
        listeners.push(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
