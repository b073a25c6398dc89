// Installs what is missing, then runs the command or the tests with the pinned Node:
//
//   node scripts/with-install.mjs install
//   node scripts/with-install.mjs rushhour ARGS
//   node scripts/with-install.mjs test ARGS
//
// Plain JavaScript that runs on Node 20.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';
import { install } from './install.mjs';
import { passSignals } from './pass-signals.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @type {ReadonlyMap<string | undefined, readonly string[]>} */
const programs = new Map([
  ['install', []],
  ['rushhour', ['--conditions=@rushhour/source', 'packages/cli/src/bin.ts']],
  ['test', ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./scripts/ci-line-reporter.ts']],
]);

main(process.argv.slice(2));

/** @param {string[]} args */
function main([what, ...args]) {
  const program = programs.get(what);
  if (program === undefined) return fail(`"${what ?? ''}" is none of ${[...programs.keys()].join(', ')}.`);
  if (!install(root)) return process.exit(1);
  const node = findNode(root);
  if (node === undefined) return fail(`rushhour needs Node 22.19 or newer here, this is ${process.versions.node}: see https://nodejs.org/`);
  if (what !== 'install') run(node, [...program, ...args]);
}

/**
 * @param {string} node
 * @param {string[]} args
 */
function run(node, args) {
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  });
  passSignals(child);
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
}

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
