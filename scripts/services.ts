// Gets, starts and stops the services that tests, benchmarks and people play against:
//
//   npm run services:up -- minio ceph nginx     starts them on free ports; .services/NAME.json says where what is
//   npm run services:down                       stops all of them, or those that are named
//   node scripts/services.ts get minio nginx    only downloads or builds what is missing
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildMinio } from './services/build-minio.ts';
import { startCeph } from './services/ceph.ts';
import { unpackDebianPackages, unpackWithDependencies } from './services/debian-packages.ts';
import { findCeph, unpackedCephFolder } from './services/find-ceph.ts';
import { findMinio } from './services/find-minio.ts';
import { findNginx } from './services/find-nginx.ts';
import { startMinio } from './services/minio.ts';
import { type Nginx, startNginx } from './services/nginx.ts';
import { endService, folderOf, recordedNames, recordService } from './services/running-services.ts';
import type { S3Service } from './services/s3-service.ts';

interface Service {
  /** Downloads or builds what is missing. */
  get(): Promise<void> | void;
  start(folder: string): Promise<Nginx | S3Service>;
  readonly signal: NodeJS.Signals;
}

const services: Readonly<Record<string, Service>> = {
  minio: {
    get: () => (findMinio() === undefined ? buildMinio() : undefined),
    start: (folder) => startMinio({ folder, detached: true }),
    signal: 'SIGTERM',
  },
  ceph: {
    get: getCeph,
    start: (folder) => startCeph({ folder, detached: true }),
    signal: 'SIGKILL',
  },
  nginx: {
    get: getNginx,
    start: (folder) => startNginx({ workers: Number(values.workers), folder, detached: true }),
    signal: 'SIGQUIT',
  },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { workers: { type: 'string', default: '1' } } });
const [command, ...names] = positionals;

switch (command) {
  case 'get':
    for (const name of names) await serviceOf(name).get();
    break;
  case 'up':
    for (const name of names) await up(name);
    break;
  case 'down':
    for (const name of names.length > 0 ? names : recordedNames()) await down(name);
    break;
  default:
    console.error(`Usage: node scripts/services.ts get|up|down [${Object.keys(services).join('] [')}] [--workers N]`);
    process.exitCode = 2;
}

function serviceOf(name: string): Service {
  const service = services[name];
  if (service === undefined) throw new Error(`"${name}" is no service: there are ${Object.keys(services).join(', ')}.`);
  return service;
}

function getNginx(): void {
  if (findNginx() !== undefined) return;
  console.log('Downloading nginx and the PostgreSQL documentation to .services/packages ...');
  unpackDebianPackages(['nginx', 'nginx-common', 'postgresql-doc-15']);
  if (findNginx() === undefined) throw new Error('The packages hold no nginx or no documentation.');
}

function getCeph(): void {
  if (findCeph() !== undefined) return;
  console.log(`Downloading Ceph (70 MB, 260 MB unpacked) to ${unpackedCephFolder}, once on this machine ...`);
  unpackWithDependencies(['radosgw', 'ceph-mon', 'ceph-osd'], unpackedCephFolder);
  if (findCeph() === undefined) throw new Error('The packages hold no radosgw, no ceph-mon or no ceph-osd.');
}

async function up(name: string): Promise<void> {
  const { get, start, signal } = serviceOf(name);
  await get();
  await down(name);
  const folder = folderOf(name);
  rmSync(folder, { recursive: true, force: true });
  const service = await start(folder);
  recordService({ ...service, name, folder, signal });
  if ('baseUrl' in service) console.log(`nginx serves ${service.baseUrl}/pg/index.html and more.`);
  else console.log(`${name} answers at ${service.endpoint}, its keys are "${service.accessKeyId}" and "${service.secretAccessKey}".`);
  console.log(`.services/${name}.json says where what is. Stop it with: npm run services:down -- ${name}`);
}

async function down(name: string): Promise<void> {
  if (await endService(name)) console.log(`${name} stopped.`);
}
