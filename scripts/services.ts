// Gets, starts and stops the services that tests, benchmarks and people play against:
//
//   npm run services:up -- nginx [--workers 2]
//   npm run services:down
//   node scripts/services.ts get nginx          downloads only
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unpackDebianPackages } from './services/debian-packages.ts';
import { findNginx } from './services/find-nginx.ts';
import { startNginx } from './services/nginx.ts';
import { servicesFolder } from './services/services-folder.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { workers: { type: 'string', default: '1' } } });
const [command, ...names] = positionals;
const record = join(servicesFolder, 'nginx.json');

switch (command) {
  case 'get':
    get(names);
    break;
  case 'up':
    get(names);
    await up();
    break;
  case 'down':
    down();
    break;
  default:
    console.error('Usage: node scripts/services.ts get|up|down [nginx] [--workers N]');
    process.exitCode = 2;
}

function get(wanted: readonly string[]): void {
  const unknown = wanted.filter((name) => name !== 'nginx');
  if (unknown.length > 0 || wanted.length === 0) throw new Error(`"${unknown.join(' ')}" is no service: nginx is the one there is.`);
  if (findNginx() !== undefined) return;
  console.log('Downloading nginx and the PostgreSQL documentation to .services/packages ...');
  unpackDebianPackages(['nginx', 'nginx-common', 'postgresql-doc-15']);
  if (findNginx() === undefined) throw new Error('The packages hold no nginx or no documentation.');
}

async function up(): Promise<void> {
  down();
  const folder = join(servicesFolder, 'nginx');
  rmSync(folder, { recursive: true, force: true });
  const { baseUrl, accessLog, davFolder, docsFolder, pid } = await startNginx({ workers: Number(values.workers), folder, detached: true });
  writeFileSync(record, `${JSON.stringify({ baseUrl, accessLog, davFolder, docsFolder, pid }, undefined, 2)}\n`);
  console.log(
    `nginx serves ${baseUrl}/pg/index.html and more; .services/nginx.json says where what is. Stop it with: npm run services:down`,
  );
}

/** Ends the nginx that `up` has started, if it is that still. */
function down(): void {
  if (!existsSync(record)) return;
  const { pid, accessLog } = JSON.parse(readFileSync(record, 'utf8')) as { readonly pid: number; readonly accessLog: string };
  rmSync(record);
  const pidFile = join(accessLog, '../nginx.pid');
  if (!existsSync(pidFile) || readFileSync(pidFile, 'utf8').trim() !== String(pid)) return;
  process.kill(pid, 'SIGQUIT');
  console.log('nginx stopped.');
}
