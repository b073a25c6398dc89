import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { servicesFolder } from './services-folder.ts';

/** Where downloaded packages are unpacked. */
export const unpackedFolder = join(servicesFolder, 'packages');

/**
 * Downloads Debian packages and unpacks them below `.services/packages`. Nothing is installed on the machine, nothing is started, and no root is needed.
 *
 * @throws Error when this machine has no apt-get, or it fails; the message holds what it said.
 */
export function unpackDebianPackages(names: readonly string[]): void {
  withDownloads((downloads) => {
    download(() => names, downloads);
    unpack(downloads, unpackedFolder);
  });
}

/**
 * Unpacks Debian packages to a folder of their own, together with all they depend on that is not installed here. The folder is there wholly or not at all.
 *
 * @throws Error as {@link unpackDebianPackages}.
 */
export function unpackWithDependencies(names: readonly string[], folder: string): void {
  withDownloads((downloads) => {
    download((lists) => missingOf(names, lists), downloads);
    mkdirSync(join(folder, '..'), { recursive: true });
    const partial = mkdtempSync(`${folder}-`);
    unpack(downloads, partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  });
}

function withDownloads(use: (downloads: string) => void): void {
  mkdirSync(servicesFolder, { recursive: true });
  const downloads = mkdtempSync(join(servicesFolder, 'download-'));
  try {
    use(downloads);
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

function unpack(downloads: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
    check(run('dpkg', ['-x', join(downloads, file), folder], downloads), `dpkg -x ${file}`);
  }
}

/** Options of apt-get that name the lists of packages to use. */
type Lists = readonly string[];

/** The machine's own package lists may be missing or stale: then lists of our own are fetched. */
function download(namesBy: (lists: Lists) => readonly string[], downloads: string): void {
  try {
    downloadBy([], namesBy, downloads);
  } catch {
    const lists = ownLists();
    check(aptGet([...lists, 'update'], downloads), 'apt-get update');
    downloadBy(lists, namesBy, downloads);
  }
}

function downloadBy(lists: Lists, namesBy: (lists: Lists) => readonly string[], downloads: string): void {
  const names = namesBy(lists);
  check(aptGet([...lists, 'download', ...names], downloads), `apt-get download ${names.join(' ')}`);
}

/** What installing packages would install: `Inst NAME (VERSION ...)`, line by line. */
function missingOf(names: readonly string[], lists: Lists): readonly string[] {
  const finished = aptGet([...lists, '--simulate', '--no-install-recommends', 'install', ...names], servicesFolder);
  check(finished, `apt-get --simulate install ${names.join(' ')}`);
  return [...finished.stdout.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
}

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly error?: Error;
}

function aptGet(args: readonly string[], cwd: string): Finished {
  return run('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', ...args], cwd);
}

function run(command: string, args: readonly string[], cwd: string): Finished {
  return spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
}

function ownLists(): Lists {
  const apt = join(servicesFolder, 'apt');
  for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(apt, folder), { recursive: true });
  return ['-o', `Dir::State::Lists=${join(apt, 'lists')}`, '-o', `Dir::Cache=${join(apt, 'cache')}`];
}

function check(finished: Finished, command: string): void {
  if (finished.error !== undefined) throw new Error(`"${command}" did not start: ${finished.error.message}`);
  if (finished.status !== 0) throw new Error(`"${command}" failed: ${finished.stderr.trim()}`);
}
