import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './listen-on-loopback.ts';

/** A server that accepts connections and never says a word. */
export interface DeafServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly baseUrl: string;
  readonly port: number;
  /** How many connections were ever made to it. */
  readonly connections: () => number;
  /** How many are open now. */
  readonly open: () => number;
  /** Bytes it was sent. */
  readonly bytesReceived: () => number;
  /** Resolves when there have been so many connections. */
  readonly connected: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1 that accepts, reads and never answers. */
export async function startDeafServer(): Promise<DeafServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let bytes = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listenOnLoopback(server);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    open: () => sockets.size,
    bytesReceived: () => bytes,
    async connected(count) {
      while (connections < count) await once(server, 'connection');
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
