// Plain JavaScript that runs on Node 20: it decides which Node runs the rest.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const oldest = { major: 22, minor: 19 };

/**
 * Finds the Node that runs the project: the pinned one where it starts, else the one that runs this script if it is new enough.
 *
 * @param {string} root the folder of `node_modules`
 * @returns {string | undefined} the path of its binary; undefined when there is none
 */
export function findNode(root) {
  const pinned = join(root, 'node_modules/.bin/node');
  if (existsSync(pinned)) {
    if (spawnSync(pinned, ['--version']).status === 0) return pinned;
    // Built for glibc, it does not start on musl; npm puts it first on the PATH, where it would hide the one that does.
    rmSync(pinned);
  }
  return isNewEnough(process.versions.node) ? process.execPath : undefined;
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}
