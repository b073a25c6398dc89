// Plain JavaScript that runs on Node 20: it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What npm notes of a package in a lock.
 *
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, os?: string | string[], cpu?: string | string[], optionalDependencies?: Record<string, string> }} LockedPackage
 */

/**
 * Names what `package-lock.json` asks for and `node_modules` does not hold, by comparing it with the lock that npm leaves inside `node_modules`.
 *
 * Modification times are not used: a checkout touches the one, a copy the other.
 *
 * @param {string} root the folder of `package-lock.json`
 * @returns {string[]} paths below `root`; empty when nothing is missing
 */
export function missingPackages(root) {
  const installedLock = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return ['node_modules'];
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedLock);
  const pinned = new Set(Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`));
  return Object.entries(wanted)
    .filter(([path]) => path.includes('node_modules/'))
    .filter(([path, entry]) => {
      if (entry.link) return !existsSync(join(root, path));
      if (installed[path] !== undefined) return installed[path].version !== entry.version;
      // Optional packages may be missing, but for our own, where they fit this machine.
      return !entry.optional || (pinned.has(path) && fitsThisMachine(entry));
    })
    .map(([path]) => path);
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** @param {LockedPackage} entry */
function fitsThisMachine({ os, cpu }) {
  return [os ?? process.platform].flat().includes(process.platform) && [cpu ?? process.arch].flat().includes(process.arch);
}
