import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './capture.ts';

/** A packed package. */
export interface Tarball {
  readonly name: string;
  readonly path: string;
  /** Paths inside it. */
  readonly files: readonly string[];
}

/**
 * Packs every package of `packages/` as `npm publish` would.
 *
 * @throws Error when one of them lacks its build, its licence or its README.
 */
export async function packWorkspaces(root: string, destination: string): Promise<readonly Tarball[]> {
  const workspaces = readdirSync(join(root, 'packages')).flatMap((name) => ['--workspace', join('packages', name)]);
  const output = await capture('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', destination, ...workspaces], {
    cwd: root,
  });
  const tarballs = readPacked(output).map(({ name, filename, files }) => ({
    name,
    path: join(destination, filename),
    files: files.map(({ path }) => path),
  }));
  for (const { name, files } of tarballs) {
    for (const wanted of ['README.md', 'LICENSE', 'dist/']) {
      if (!files.some((path) => path.startsWith(wanted)))
        throw new Error(`The tarball of "${name}" has no "${wanted}": npm run build comes first.`);
    }
  }
  return tarballs;
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** npm 10 and 11 write an array, npm 12 an object by name. */
function readPacked(output: string): readonly Packed[] {
  return Object.values(JSON.parse(output) as Readonly<Record<string, Packed>>);
}
