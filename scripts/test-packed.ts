// Tests the packed tarballs as a user gets them: installed together in an empty project, imported, required, type-checked, run.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { capture } from './packed/capture.ts';
import { packWorkspaces } from './packed/pack-workspaces.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rushhour-packed-'));
const project = join(folder, 'project');
const modules = join(project, 'node_modules');

const seen: string[] = [];
const site = createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><title>site</title><a href="/next">next</a>');
});
await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
const address = site.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

try {
  const tarballs = await packWorkspaces(root, folder);
  proves(`npm pack makes ${tarballs.map(({ name, files }) => `${name} (${files.length} files)`).join(', ')}`);

  cpSync(fileURLToPath(new URL('packed/project', import.meta.url)), project, { recursive: true });
  const install = [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...tarballs.map(({ path }) => path),
    'zod@4',
    '@types/node@22',
  ];
  await capture('npm', install, { cwd: project });
  proves('the tarballs install together in an empty project');

  await node('imported.mjs');
  proves('an ES module imports them');
  await node('required.cjs');
  proves('a CommonJS module requires them');
  await node('--no-experimental-require-module', 'required.cjs');
  proves('a CommonJS module requires them where require(esm) is off');
  proves(`both get the same classes and functions: ${(await node('identity.mjs')).trim()} compared`);

  for (const compiler of ['tsc', 'tsc6']) {
    const version = await capture(join(root, 'node_modules/.bin', compiler), ['--version'], { cwd: project });
    await capture(join(root, 'node_modules/.bin', compiler), ['-p', '.'], { cwd: project });
    proves(`their types hold under nodenext in .mts and .cts, libraries checked too: TypeScript ${version.replace('Version', '').trim()}`);
  }

  const command = join(modules, '.bin/rushhour');
  proves(`the command starts: rushhour ${(await capture(command, ['--version'], { cwd: project })).trim()}`);
  writeFileSync(join(project, 'visit.txt'), `open ${origin}/\nfollow text=next\nopen ${origin}/stranger/page\n`);
  await capture(command, ['validate', 'visit.txt'], { cwd: project });
  proves('rushhour validate finds a scenario valid');
  await run(command, [], { generic: 3 });
  proves(`rushhour run plays it against a site: ${seen.splice(0).join(', ')}`);

  const stranger = join(modules, 'rushhour-plugin-stranger');
  cpSync(join(project, 'stranger'), stranger, { recursive: true });
  for (const copied of ['@rushhour/core', 'zod']) {
    mkdirSync(join(stranger, 'node_modules', copied), { recursive: true });
    cpSync(join(modules, copied), join(stranger, 'node_modules', copied), { recursive: true });
  }
  await node('two-copies.mjs');
  proves(`a plugin with its own copies of core and zod is played by the runner of the other: ${seen.splice(0).join(', ')}`);
  await run(command, ['--plugin', 'rushhour-plugin-stranger'], { generic: 2, stranger: 1 });
  proves('and by the command, which gives it the prefix it claims');
} finally {
  site.close();
  site.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}

function node(...args: readonly string[]): Promise<string> {
  return capture(process.execPath, args, { cwd: project, env: { STRANGER_PREFIX: `${origin}/stranger/` } });
}

/** Plays the scenario once and checks how many actions each plugin got. */
async function run(command: string, options: readonly string[], expected: Readonly<Record<string, number>>): Promise<void> {
  const args = ['run', 'visit.txt', '--plays', '1', '--think', '0', '--summary', '-', ...options];
  const output = await capture(command, args, { cwd: project, env: { STRANGER_PREFIX: `${origin}/stranger/` } });
  const summary = JSON.parse(output) as { readonly byPlugin: Readonly<Record<string, { readonly ok: number }>> };
  const counts = Object.fromEntries(Object.entries(summary.byPlugin).map(([name, { ok }]) => [name, ok]));
  if (!isDeepStrictEqual(counts, expected)) {
    throw new Error(`Actions by plugin are ${JSON.stringify(counts)}, expected ${JSON.stringify(expected)}.`);
  }
}

function proves(sentence: string): void {
  console.log(`ok  ${sentence}`);
}
