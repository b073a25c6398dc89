import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { servicesFolder } from './services-folder.ts';

/** What `.services/NAME.json` says of a service that `npm run services:up` has started. */
export interface RunningService {
  readonly name: string;
  /** Where it keeps everything; the command line of each of its processes names it. */
  readonly folder: string;
  readonly pids: readonly number[];
  /** What ends its processes. */
  readonly signal: NodeJS.Signals;
}

const patienceMs = 10_000;

/** Where the files of a service that stays are kept. */
export function folderOf(name: string): string {
  return join(servicesFolder, name);
}

/** Puts a service on record, with whatever else its users want to know. */
export function recordService(service: RunningService): void {
  writeFileSync(recordOf(service.name), `${JSON.stringify(service, undefined, 2)}\n`);
}

/** The names of the services on record. */
export function recordedNames(): readonly string[] {
  mkdirSync(servicesFolder, { recursive: true });
  return readdirSync(servicesFolder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

/** Ends what is on record under a name, if it is that still, and takes it off the record; whether anything was ended. */
export async function endService(name: string): Promise<boolean> {
  if (!existsSync(recordOf(name))) return false;
  // The file was written by `recordService`.
  const { pids, folder, signal } = JSON.parse(readFileSync(recordOf(name), 'utf8')) as RunningService;
  const alive = (): readonly number[] => pids.filter((pid) => commandLine(pid).includes(folder));
  const found = alive();
  for (const pid of found) process.kill(pid, signal);
  for (const deadline = Date.now() + patienceMs; alive().length > 0; await sleep(25)) {
    if (Date.now() > deadline) for (const pid of alive()) process.kill(pid, 'SIGKILL');
  }
  rmSync(recordOf(name));
  return found.length > 0;
}

/** How a process was called; empty when there is none, or it has ended. */
function commandLine(pid: number): string {
  if (!existsSync('/proc/self/cmdline')) return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function recordOf(name: string): string {
  return join(servicesFolder, `${name}.json`);
}
