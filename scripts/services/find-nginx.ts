import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackedFolder } from './debian-packages.ts';

/** What a web site of our own is made of. */
export interface NginxParts {
  readonly binary: string;
  /** The HTML of the PostgreSQL documentation. */
  readonly docsFolder: string;
}

/** Finds nginx and the PostgreSQL documentation, downloaded or installed; undefined when one of them is missing. */
export function findNginx(): NginxParts | undefined {
  const binary = findBinary();
  const docsFolder = findDocs();
  return binary === undefined || docsFolder === undefined ? undefined : { binary, docsFolder };
}

function findBinary(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', join(unpackedFolder, 'usr/sbin')];
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
}

function findDocs(): string | undefined {
  return [unpackedFolder, '/']
    .map((root) => join(root, 'usr/share/doc'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.startsWith('postgresql-doc-'))
        .map((name) => join(folder, name, 'html')),
    )
    .find((folder) => existsSync(join(folder, 'index.html')));
}
