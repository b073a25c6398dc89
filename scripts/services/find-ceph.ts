import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';

/** Where the Debian packages of Ceph are unpacked. */
export const unpackedCephFolder = join(cacheFolder, 'ceph');

/** What a Ceph of our own is made of. */
export interface CephParts {
  /** Holds `ceph-mon`, `ceph-osd`, `radosgw` and their tools. */
  readonly binFolder: string;
  /** The root that the packages were unpacked to, its libraries beside them; absent where they are installed. */
  readonly libFolder?: string;
  /** What the programs need in their environment. */
  readonly env: NodeJS.ProcessEnv;
}

const programs = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'monmaptool'];

/** Finds Ceph with its S3 gateway, installed or unpacked; undefined when one of its programs is missing. */
export function findCeph(): CephParts | undefined {
  const installed = (process.env['PATH'] ?? '').split(delimiter).find(hasPrograms);
  if (installed !== undefined) return { binFolder: installed, env: process.env };
  const binFolder = join(unpackedCephFolder, 'usr/bin');
  const triplet = hasPrograms(binFolder)
    ? readdirSync(join(unpackedCephFolder, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'))
    : undefined;
  if (triplet === undefined) return undefined;
  const libFolder = join(unpackedCephFolder, 'usr/lib', triplet);
  const libraries = [libFolder, join(libFolder, 'ceph'), join(unpackedCephFolder, 'lib', triplet)];
  return { binFolder, libFolder, env: { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) } };
}

function hasPrograms(folder: string): boolean {
  return programs.every((name) => existsSync(join(folder, name)));
}
