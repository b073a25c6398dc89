import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepts } from './accepts.ts';
import { cephConfig, clusterId } from './ceph-config.ts';
import { type CephParts, findCeph } from './find-ceph.ts';
import { freePort } from './free-port.ts';
import { type S3Service, type S3ServiceOptions, serviceHome } from './s3-service.ts';
import { isReady, type ServiceProcess, startProcess } from './service-process.ts';

const keys = { region: 'us-east-1', accessKeyId: 'rushhour', secretAccessKey: 'rushhour-secret' } as const;

/**
 * Starts a Ceph of its own with its S3 gateway on a free loopback port, everything in memory. Buckets are there by path and as `BUCKET.localhost`.
 *
 * @throws Error when Ceph is missing or does not start; the message holds the end of what it said.
 */
export async function startCeph({ folder, detached = false }: S3ServiceOptions = {}): Promise<S3Service> {
  const parts = findCeph();
  if (parts === undefined) throw new Error('Ceph is missing: npm run services:up -- ceph');
  const { home, remove } = serviceHome('ceph', folder);
  const processes: ServiceProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((each) => each.stop()));
    remove();
  };
  try {
    const port = await startProcesses({ parts, home, detached, processes });
    return { name: 'ceph', endpoint: `http://127.0.0.1:${port}`, ...keys, pids: processes.map(({ pid }) => pid).toReversed(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Starting {
  readonly parts: CephParts;
  readonly home: string;
  readonly detached: boolean;
  /** Takes up what runs. */
  readonly processes: ServiceProcess[];
}

async function startProcesses({ parts, home, detached, processes }: Starting): Promise<number> {
  const [monitorPort, port] = [await freePort(), await freePort()];
  for (const name of ['mon', 'osd', 'rgw', 'run']) mkdirSync(join(home, name), { recursive: true });
  const config = join(home, 'ceph.conf');
  writeFileSync(config, cephConfig({ folder: home, libFolder: parts.libFolder, monitorPort, port }));

  const run = (program: string, ...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(join(parts.binFolder, program), ['-c', config, ...args], { env: parts.env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Ceph did not start: "${program}" failed: ${stderr.slice(-2000)}`);
  };
  const start = (program: string, ...args: readonly string[]): ServiceProcess => {
    // Nothing is to be kept, and without its monitor the store would not heed anything milder.
    const process = startProcess({
      binary: join(parts.binFolder, program),
      args: ['-f', '-c', config, ...args],
      log: join(home, `${program}.log`),
      env: parts.env,
      detached,
      signal: 'SIGKILL',
    });
    processes.push(process);
    return process;
  };

  const monitors = join(home, 'monitors');
  run('monmaptool', '--create', '--clobber', '--fsid', clusterId, '--addv', 'a', `[v2:127.0.0.1:${monitorPort}]`, monitors);
  run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', monitors);
  start('ceph-mon', '-i', 'a');
  run('ceph-osd', '--mkfs', '-i', '0');
  start('ceph-osd', '-i', '0');
  const gateway = start('radosgw', '-n', 'client.rgw');
  if (!(await isReady(gateway, () => accepts(port)))) throw new Error(`Ceph did not start: ${gateway.said().slice(-2000)}`);
  const { accessKeyId, secretAccessKey } = keys;
  const user = ['--uid', 'rushhour', '--display-name', 'rushhour', '--access-key', accessKeyId, '--secret-key', secretAccessKey];
  run('radosgw-admin', '-n', 'client.rgw', 'user', 'create', ...user);
  return port;
}
