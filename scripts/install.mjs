// Plain JavaScript that runs on Node 20: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { missingPackages } from './missing-packages.mjs';

/**
 * Runs `npm ci` when something is missing, and says so on standard error.
 *
 * @param {string} root the folder of `package-lock.json`
 * @returns {boolean} whether everything is there now
 */
export function install(root) {
  if (missingPackages(root).length === 0) return true;
  const started = Date.now();
  process.stderr.write('Installing what is missing with npm ci (about 20 s, once) ...\n');
  // The flags undo what a machine may have set for itself: the tools and the pinned Node are dev and optional dependencies.
  const { command, prefix, shell } = npm();
  const done = spawnSync(command, [...prefix, 'ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional'], {
    cwd: root,
    shell,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) {
    process.stderr.write('npm ci failed: what it said stands above.\n');
    return false;
  }
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
  return true;
}

/** The npm that started this script, so that it is the same one; else the one on PATH. */
function npm() {
  const path = process.env.npm_execpath;
  if (path?.endsWith('npm-cli.js')) return { command: process.execPath, prefix: [path], shell: false };
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}
