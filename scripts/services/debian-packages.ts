import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
  mkdirSync(unpackedFolder, { recursive: true });
  const downloads = mkdtempSync(join(servicesFolder, 'download-'));
  try {
    // The machine's own package lists may be missing or stale: then lists of our own are fetched.
    if (aptGet(['download', ...names], downloads).status !== 0) {
      const lists = ownLists();
      check(aptGet([...lists, 'update'], downloads), 'apt-get update');
      check(aptGet([...lists, 'download', ...names], downloads), `apt-get download ${names.join(' ')}`);
    }
    for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb'))) {
      check(spawnSync('dpkg', ['-x', join(downloads, file), unpackedFolder], { encoding: 'utf8' }), `dpkg -x ${file}`);
    }
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

interface Finished {
  readonly status: number | null;
  readonly stderr: string;
  readonly error?: Error;
}

function aptGet(args: readonly string[], cwd: string): Finished {
  return spawnSync('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function ownLists(): readonly string[] {
  const apt = join(servicesFolder, 'apt');
  for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(apt, folder), { recursive: true });
  return ['-o', `Dir::State::Lists=${join(apt, 'lists')}`, '-o', `Dir::Cache=${join(apt, 'cache')}`];
}

function check(finished: Finished, command: string): void {
  if (finished.error !== undefined) throw new Error(`"${command}" did not start: ${finished.error.message}`);
  if (finished.status !== 0) throw new Error(`"${command}" failed: ${finished.stderr.trim()}`);
}
