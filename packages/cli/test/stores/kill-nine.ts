import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunSummary } from '@rushhour/core';
import { runCommand, startCommand } from '../start-command.ts';
import { watchBucket, type StoredThing, type WatchedStore } from './bucket-watch.ts';
import { overwrite, putLookAlikes } from './look-alikes.ts';
import { writePlan } from './write-plan.ts';

/** How it is done. */
export interface KillNineOptions {
  /** Who comes afterwards: another run, or `rushhour cleanup`. */
  readonly sweeper: 'run' | 'cleanup';
  readonly versioned?: boolean;
}

/** What came of it. */
export interface KillNine {
  /** Things of the killed run that its death left: objects, leases, intents. */
  readonly left: number;
  /** Open multipart uploads at that moment. */
  readonly leftOpen: number;
  /** What the sweeper says it has removed. */
  readonly removed: number;
  /** After one sweep: what is ours and past its time. */
  readonly pastTtl: number;
  /** After one sweep: open multipart uploads of ours. */
  readonly openUploads: number;
  /** After one sweep: what belongs to others and is not as it was. */
  readonly foreignTouched: number;
  /** How much belongs to others: objects and open uploads. */
  readonly foreign: number;
}

const ttlMs = 4000;

/**
 * Kills a real run (`kill -9`) in the middle of 100 uploads, waits until its lease has run out, lets another process sweep once, and counts
 * what is there.
 */
export async function killNine(store: WatchedStore, { sweeper, versioned = false }: KillNineOptions): Promise<KillNine> {
  const bucket = `kill-${process.pid}-${sweeper}-${Date.now()}`;
  const watch = await watchBucket(store, bucket, { versioned });
  const folder = mkdtempSync(join(tmpdir(), 'rushhour-kill-'));
  try {
    await putLookAlikes(watch, { versioned });
    const openBefore = await watch.openUploads();
    const target = `s3://${bucket}/team`;
    const created = { ttl: `${ttlMs}ms`, lease: '3s' };
    const env = writePlan(join(folder, 'plan.yaml'), store, {
      created: { ...created, sweep: '1s' },
      scenarios: { put: [`upload ${target} txt:1-20KB`], parts: [`upload ${target} zip:12-16MB partSize=5MiB`] },
      profiles: [
        { name: 'small', count: 80, think: '0-200ms', scenarios: ['put'] },
        // On a line so slow that some uploads are always open, however fast the store is.
        { name: 'large', count: 20, think: '0-200ms', link: { up: '40Mbit' }, scenarios: ['parts'] },
      ],
    });
    const run = startCommand(['run', 'plan.yaml', '--quiet'], { cwd: folder, env });
    const openUploads = async () => [...(await watch.openUploads())].filter((name) => !openBefore.has(name));
    const ended = run.done.then(({ stderr }) => {
      throw new Error(`The run ended before it was killed: ${stderr}`);
    });
    const underWay = async () => {
      while ((await openUploads()).length < 5) await Promise.race([sleep(20), ended]);
    };
    await underWay();
    await Promise.race([sleep(ttlMs / 2), ended]);
    await underWay();
    ended.catch(() => undefined);
    run.kill('SIGKILL');
    await run.done;

    // What was on its way to the store may still come to be.
    await sleep(500);
    const left = (await watch.things()).filter(isLeft);
    const leftOpen = (await openUploads()).length;
    await overwrite(
      watch,
      left
        .filter(({ key }) => key.endsWith('.txt'))
        .map(({ key }) => key)
        .slice(0, 3),
    );
    const foreign = (await watch.things()).filter((thing) => !isLeft(thing));
    const ours = (await watch.things()).filter(isLeft);
    // A `Date` tells whole seconds.
    await sleep(Math.max(0, ...ours.map(({ expires }) => expires + 1500 - Date.now())));

    const removed = await (sweeper === 'run' ? sweepByRun : sweepByCleanup)({ folder, env, store, target, created });
    const after = await watch.things();
    const still = new Set(after.map(nameOf));
    const stillOpen = await watch.openUploads();
    const now = Date.now();
    return {
      left: ours.length,
      leftOpen,
      removed,
      pastTtl: after.filter((thing) => isLeft(thing) && thing.expires < now).length,
      openUploads: (await openUploads()).length,
      foreignTouched:
        foreign.filter((thing) => !still.has(nameOf(thing))).length + [...openBefore].filter((name) => !stillOpen.has(name)).length,
      foreign: foreign.length + openBefore.size,
    };
  } finally {
    watch.sdk.destroy();
    rmSync(folder, { recursive: true });
  }
}

const isLeft = ({ isOurs, key }: StoredThing) => isOurs && key.startsWith('team/');

const nameOf = ({ key, versionId, etag, size, lastModified, metadata }: StoredThing) =>
  JSON.stringify([key, versionId, etag, size, lastModified, metadata]);

interface Sweep {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly store: WatchedStore;
  readonly target: string;
  readonly created: Readonly<Record<string, string>>;
}

/** Another run of the same plan, long enough for its first sweep and over before its second; its own upload goes at its end. */
async function sweepByRun({ folder, store, target, created }: Sweep): Promise<number> {
  const env = writePlan(join(folder, 'sweep.yaml'), store, {
    created: { ...created, sweep: '1m' },
    scenarios: { put: [`upload ${target} txt:1KB`] },
    profiles: [{ name: 'one', count: 1, think: '1m', scenarios: ['put'] }],
  });
  const { code, stderr } = await runCommand(['run', 'sweep.yaml', '--duration', '10s', '--quiet', '--summary', 'summary.json'], {
    cwd: folder,
    env,
  });
  // What the command promises to write.
  const { created: counts } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as RunSummary;
  if (code !== 0 || counts.made !== 1 || counts.left !== 0) throw new Error(`${JSON.stringify(counts)} ${stderr}`);
  return counts.orphans;
}

async function sweepByCleanup({ folder, env }: Sweep): Promise<number> {
  const { code, stdout, stderr } = await runCommand(['cleanup', 'plan.yaml', '--json'], { cwd: folder, env });
  if (code !== 0) throw new Error(`${code} ${stderr}`);
  return stdout.split('\n').filter((line) => line.includes('"state":"removed"')).length;
}
