import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PageBlock } from './read-page.ts';

/**
 * Type-checks the `ts` blocks of pages, each page in a folder of its own, so that a block may import another one by its file name. What is
 * not named is called after its line; the lines of messages are those of the page.
 *
 * @returns what the compiler says; empty when all is well
 */
export function typeCheckSnippets(pages: ReadonlyMap<string, readonly PageBlock[]>, root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-snippets-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    write(join(folder, 'package.json'), { type: 'module' });
    write(join(folder, 'tsconfig.json'), {
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, typeRoots: [join(root, 'node_modules/@types')] },
      include: ['pages', join(root, 'packages/*/src/**/*.d.ts')],
    });
    for (const [page, blocks] of pages) {
      const place = join(folder, 'pages', page);
      mkdirSync(place, { recursive: true });
      for (const { file, line, text } of blocks) {
        const name = basename(file ?? `line-${line}.ts`);
        writeFileSync(join(place, name), `${'\n'.repeat(line - 1)}${text}`);
      }
    }
    const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(file: string, value: unknown) {
  writeFileSync(file, JSON.stringify(value));
}
