import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTraffic } from './traffic.ts';

/** The service under way. */
export interface Service {
  readonly url: string;
  /** Stops the traffic, then the server. */
  close(): Promise<void>;
}

/** Starts the service: `GET /status` tells how the traffic is doing. */
export async function startService(options: {
  readonly site: string;
  readonly users: number;
  readonly log: (line: string) => void;
}): Promise<Service> {
  const traffic = startTraffic(options);
  const server = createServer((request, response) => {
    const isStatus = request.method === 'GET' && request.url === '/status';
    response.writeHead(isStatus ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isStatus ? traffic.status() : { error: 'There is only GET /status.' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const { actions, requests } = await traffic.stop();
      options.log(`traffic: ${JSON.stringify({ ...actions, requests: requests.sent })}`);
      server.close();
      server.closeAllConnections();
    },
  };
}
