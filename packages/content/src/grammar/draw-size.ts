import { drawThink, type Random } from '@rushhour/core';
import type { FileFormat } from '../formats/file-format.ts';
import { pickWeighted } from '../pick-weighted.ts';
import { sizeBounds, type FileSize, type SizeDistribution } from './file-size.ts';
import { sizeBands, type SizeBand } from './size-bands.ts';

/** Draws the size of a file in whole bytes: scaled, then at least the smallest of its format, never above 5 GiB. */
export function drawSize(
  size: FileSize | undefined,
  draw: { readonly format: FileFormat; readonly random: Random; readonly scale: number },
): number {
  const { format, random, scale } = draw;
  const bytes = clamp(drawBytes(rangeOf(size, format, random), random.fork('bytes')), sizeBounds.minBytes);
  return clamp(Math.round(bytes * scale), Math.max(format.minimumBytes, sizeBounds.minBytes));
}

function rangeOf(size: FileSize | undefined, { kind }: FileFormat, random: Random): SizeDistribution {
  if (typeof size === 'object') return size;
  const bands = sizeBands[kind];
  const band: SizeBand | undefined = size === undefined ? pickWeighted(Object.values(bands), random.fork('band')) : bands[size];
  const { minBytes, maxBytes, rare } = band ?? bands.small;
  return rare !== undefined && random.fork('rare').next() < rare.share
    ? { minBytes: maxBytes, maxBytes: rare.maxBytes }
    : { minBytes, maxBytes };
}

/** The distributions are those of think times, whatever is measured. */
function drawBytes({ minBytes, maxBytes, distribution, meanBytes, deviationBytes }: SizeDistribution, random: Random): number {
  return drawThink({ minMs: minBytes, maxMs: maxBytes, distribution, meanMs: meanBytes, deviationMs: deviationBytes }, random);
}

function clamp(bytes: number, least: number): number {
  return Math.min(sizeBounds.maxBytes, Math.max(least, bytes));
}
