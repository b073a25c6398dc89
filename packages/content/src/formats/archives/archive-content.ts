import type { Random } from '@rushhour/core';
import { drawSentence, drawWord } from '../../words/words.ts';
import type { ContentSeed } from '../../seed/content-seed.ts';

/** A small file of an archive. */
export interface ArchiveEntry {
  /** With `/` between folders; ASCII. */
  readonly name: string;
  readonly data: Uint8Array;
}

/** What an archive is said to hold. */
export interface ArchiveContent {
  /** A few small files, none in a small archive. */
  readonly entries: readonly ArchiveEntry[];
  /** The name of the one file that holds the rest. */
  readonly bulkName: string;
  /** When all of it was last changed. */
  readonly modified: Date;
}

/** Archives below this hold one file only. */
const fewEntriesBytes = 16 * 1024;
const day = 24 * 60 * 60 * 1000;

/** Draws what an archive of a size holds; at most a few hundred bytes of small files. */
export function drawArchiveContent(size: number, seed: ContentSeed): ArchiveContent {
  const random = seed.random();
  const folder = drawWord(random.fork('folder'));
  return {
    entries: size < fewEntriesBytes ? [] : smallEntries(folder, random.fork('entries')),
    bulkName: `${folder}/data.bin`,
    modified: new Date(Date.UTC(2024, 0, 1) + random.fork('modified').below(700) * day),
  };
}

function smallEntries(folder: string, random: Random): readonly ArchiveEntry[] {
  const readme = Array.from({ length: 4 + random.below(4) }, () => drawSentence(random)).join('\n');
  const manifest = { name: folder, version: 1 + random.below(9), owner: drawWord(random), encrypted: true };
  return [
    { name: `${folder}/README.txt`, data: Buffer.from(`${readme}\n`) },
    { name: `${folder}/manifest.json`, data: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`) },
  ];
}
