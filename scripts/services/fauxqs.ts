import { buildApp } from 'fauxqs';
import type { S3Service } from './s3-service.ts';

/**
 * Starts the store of the npm package fauxqs in this process, on a free loopback port, its objects in memory. It takes any keys. It is there wherever the tests are, and
 * far from a real store: `s3-stores.ts` lists its gaps.
 */
export async function startFauxqs(): Promise<S3Service> {
  // Its own `startFauxqs` listens on every interface.
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    name: 'fauxqs',
    endpoint,
    region: 'us-east-1',
    accessKeyId: 'rushhour',
    secretAccessKey: 'rushhour-secret',
    pids: [],
    async stop() {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
