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

const programs = {
  rushhour: ['--conditions=@rushhour/source', 'packages/cli/src/bin.ts'],
  test: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./scripts/ci-line-reporter.mjs'],
};

const [what, ...args] = process.argv.slice(2);
if (what !== 'install' && programs[what] === undefined) fail(`"${what ?? ''}" is none of install, ${Object.keys(programs).join(', ')}.`);
if (!install(root)) process.exit(1);
const node = findNode(root);
if (node === undefined) fail(`rushhour needs Node 22.19 or newer here, this is ${process.versions.node}: see https://nodejs.org/`);
if (what !== 'install') run(node, [...programs[what], ...args]);

function run(command, commandArgs) {
  const path = [dirname(command), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(command, commandArgs, { cwd: root, env: { ...process.env, PATH: path }, stdio: 'inherit' });
  passSignals(child);
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
