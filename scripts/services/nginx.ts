import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepts } from './accepts.ts';
import { findNginx } from './find-nginx.ts';
import { freePort } from './free-port.ts';
import { nginxConfig } from './nginx-config.ts';
import { isReady, type ServiceProcess, startProcess } from './service-process.ts';

/** Options of {@link startNginx}. */
export interface NginxOptions {
  /** What is served below `/pg/`. @default the PostgreSQL documentation */
  readonly docs?: string;
  /** @default 1 */
  readonly workers?: number;
  /** The core the workers are tied to. @default none */
  readonly core?: number;
  /** @default true */
  readonly accessLog?: boolean;
  /** Where it keeps everything, empty or absent. @default a folder of its own that {@link Nginx.remove} removes */
  readonly folder?: string;
  /** Whether it outlives this process. @default false */
  readonly detached?: boolean;
}

/** A running web site. */
export interface Nginx {
  /** Without a slash at the end: `http://127.0.0.1:40001`. */
  readonly baseUrl: string;
  /** NDJSON, read it with `readAccessLog`: complete once `stop` has resolved. */
  readonly accessLog: string;
  /** Where `PUT /dav/...` lands. */
  readonly davFolder: string;
  readonly docsFolder: string;
  readonly pids: readonly number[];
  /** Lets what is under way finish, writes the logs out and ends. */
  stop(): Promise<void>;
  /** Stops, and removes what it kept. */
  remove(): Promise<void>;
}

/**
 * Starts a web site of its own on a free loopback port; `nginx-config.ts` says what is there. `/1k.html` has 1,024 bytes, `/files/big.bin` 1 GiB.
 *
 * @throws Error when nginx is missing or does not start.
 */
export async function startNginx({
  docs,
  workers = 1,
  core,
  accessLog = true,
  folder,
  detached = false,
}: NginxOptions = {}): Promise<Nginx> {
  const parts = findNginx();
  if (parts === undefined) throw new Error('nginx or its documents are missing: npm run services:up -- nginx');
  const docsFolder = docs ?? parts.docsFolder;
  const home = folder ?? mkdtempSync(join(tmpdir(), 'rushhour-nginx-'));
  furnish(home);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const config = nginxConfig({ folder: home, docsFolder, port, workers, core, accessLog, root: process.getuid?.() === 0 });
    writeFileSync(join(home, 'nginx.conf'), config);
    const nginx = startProcess({
      binary: parts.binary,
      args: ['-p', home, '-c', join(home, 'nginx.conf'), '-e', join(home, 'error.log')],
      log: join(home, 'error.log'),
      detached,
      signal: 'SIGQUIT',
    });
    if (await isReady(nginx, () => accepts(port))) return running({ nginx, home, baseUrl: `http://127.0.0.1:${port}`, docsFolder });
    await nginx.stop();
    const said = nginx.said();
    // Another process may have taken the port in between.
    if (attempt === 3 || !said.includes('Address already in use')) throw new Error(`nginx did not start: ${said}`);
  }
}

function furnish(home: string): void {
  for (const folder of ['www/files', 'dav', 'bodies', 'temporary']) mkdirSync(join(home, folder), { recursive: true });
  const links = ['/pg/index.html', '/1k.html', '/session/1k.html', '/files/big.bin', '/dav/'].map(
    (path) => `<li><a href="${path}">${path}</a></li>`,
  );
  writeFileSync(join(home, 'www/index.html'), `<!doctype html>\n<title>A site to play with</title>\n<ul>${links.join('')}</ul>\n`);
  const page = '<!doctype html>\n<title>One kilobyte</title>\n<a href="/session/1k.html">again</a>\n<p>';
  writeFileSync(join(home, 'www/1k.html'), page.padEnd(1024, 'rushhour '));
  writeFileSync(join(home, 'www/files/big.bin'), '');
  truncateSync(join(home, 'www/files/big.bin'), 1024 ** 3);
  writeFileSync(join(home, 'passwords'), 'visitor:{PLAIN}secret\n');
}

interface Started {
  readonly nginx: ServiceProcess;
  readonly home: string;
  readonly baseUrl: string;
  readonly docsFolder: string;
}

function running({ nginx, home, baseUrl, docsFolder }: Started): Nginx {
  return {
    baseUrl,
    accessLog: join(home, 'access.jsonl'),
    davFolder: join(home, 'dav'),
    docsFolder,
    pids: [nginx.pid],
    stop: () => nginx.stop(),
    async remove() {
      await nginx.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
