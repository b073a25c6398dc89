import { join } from 'node:path';
import { findMinio } from './find-minio.ts';
import { freePort } from './free-port.ts';
import { type S3Service, type S3ServiceOptions, serviceHome } from './s3-service.ts';
import { isReady, startProcess } from './service-process.ts';

const keys = { region: 'us-east-1', accessKeyId: 'rushhour', secretAccessKey: 'rushhour-secret' } as const;

/**
 * Starts a MinIO of its own on a free loopback port. Buckets are there by path and as `BUCKET.localhost`. Where `RUSHHOUR_S3_ENDPOINT` names a running store, it is that one,
 * and stopping it does nothing.
 *
 * @throws Error when MinIO is missing or does not start.
 */
export async function startMinio({ folder, detached = false }: S3ServiceOptions = {}): Promise<S3Service> {
  const parts = findMinio();
  if (parts === undefined) throw new Error('MinIO is missing: npm run services:up -- minio');
  if ('endpoint' in parts) return { name: 'minio', ...parts, pids: [], stop: () => Promise.resolve() };
  const { home, remove } = serviceHome('minio', folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const minio = startProcess({
      binary: parts.binary,
      args: ['server', '--address', `127.0.0.1:${port}`, '--certs-dir', join(home, 'certs'), join(home, 'data')],
      log: join(home, `minio-${attempt}.log`),
      env: environment(),
      detached,
    });
    const endpoint = `http://127.0.0.1:${port}`;
    const stop = async (): Promise<void> => {
      await minio.stop();
      remove();
    };
    if (await isReady(minio, () => isHealthy(endpoint))) return { name: 'minio', endpoint, ...keys, pids: [minio.pid], stop };
    await minio.stop();
    const said = minio.said();
    // Another process may have taken the port in between.
    if (attempt === 3 || !said.includes('already in use')) throw new Error(`MinIO did not start: ${said}`);
  }
}

/** The environment without MinIO's own settings, and with ours: no console, no look at the internet. */
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('MINIO_'));
  return {
    ...Object.fromEntries(others),
    MINIO_ROOT_USER: keys.accessKeyId,
    MINIO_ROOT_PASSWORD: keys.secretAccessKey,
    MINIO_BROWSER: 'off',
    MINIO_UPDATE: 'off',
    MINIO_CALLHOME_ENABLE: 'off',
    MINIO_DOMAIN: 'localhost',
  };
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${endpoint}/minio/health/ready`);
    return ok;
  } catch {
    return false;
  }
}
