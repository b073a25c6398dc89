import type { Load, LoadStage } from './load.ts';

/** A piece of a load: its level goes in a straight line. Times in milliseconds from its start. */
export interface LoadPiece {
  readonly startMs: number;
  readonly endMs: number;
  readonly from: number;
  readonly to: number;
  /** Counts the pieces from 0. */
  readonly number: number;
}

/** In how many straight lines half a wave is drawn. */
const piecesPerHalf = 16;

/** The piece of a load at a time; undefined before it and when all stages are over. */
export function loadPieceAt({ stages }: Load, atMs: number): LoadPiece | undefined {
  if (atMs < 0) return undefined;
  let startMs = 0;
  let number = 0;
  let level = 0;
  for (const stage of stages) {
    if (atMs < startMs + stage.durationMs) {
      const piece = pieceOf(stage, atMs - startMs, level);
      const endMs = Math.min(piece.endMs, stage.durationMs);
      const to = endMs === piece.endMs ? piece.to : between(piece, endMs);
      return { startMs: startMs + piece.startMs, endMs: startMs + endMs, from: piece.from, to, number: number + piece.number };
    }
    startMs += stage.durationMs;
    number += countOf(stage);
    level = levelAfter(stage, level);
  }
  return undefined;
}

/** How long a load lasts, in milliseconds. */
export function loadLength({ stages }: Load): number {
  return stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** The highest level of a load. */
export function highestLevel({ stages }: Load): number {
  return Math.max(
    0,
    ...stages.map((stage) => {
      switch (stage.kind) {
        case 'ramp':
          return Math.max(stage.from, stage.to);
        case 'constant':
          return stage.level;
        case 'wave':
          return stage.high;
        case 'spike':
          return stage.peak;
      }
    }),
  );
}

/** The piece at a time of one stage; times from the start of the stage. */
function pieceOf(stage: LoadStage, atMs: number, before: number): LoadPiece {
  const { durationMs } = stage;
  switch (stage.kind) {
    case 'ramp':
      return { startMs: 0, endMs: durationMs, from: stage.from, to: stage.to, number: 0 };
    case 'constant':
      return { startMs: 0, endMs: durationMs, from: stage.level, to: stage.level, number: 0 };
    case 'spike': {
      const half = durationMs / 2;
      return atMs < half
        ? { startMs: 0, endMs: half, from: before, to: stage.peak, number: 0 }
        : { startMs: half, endMs: durationMs, from: stage.peak, to: before, number: 1 };
    }
    case 'wave': {
      const length = stage.periodMs / (2 * piecesPerHalf);
      const number = Math.floor(atMs / length);
      const levelAt = (piece: number) => stage.low + (stage.high - stage.low) * waveAt(piece);
      return { startMs: number * length, endMs: (number + 1) * length, from: levelAt(number), to: levelAt(number + 1), number };
    }
  }
}

/** A wave from 0 to 1 and back: 3x^2 - 2x^3 up and down, counted in pieces. */
function waveAt(piece: number): number {
  const inPeriod = piece % (2 * piecesPerHalf);
  const part = inPeriod <= piecesPerHalf ? inPeriod / piecesPerHalf : 2 - inPeriod / piecesPerHalf;
  return part * part * (3 - 2 * part);
}

function countOf(stage: LoadStage): number {
  if (stage.kind === 'spike') return 2;
  if (stage.kind === 'wave') return Math.ceil(stage.durationMs / (stage.periodMs / (2 * piecesPerHalf)));
  return 1;
}

function levelAfter(stage: LoadStage, before: number): number {
  switch (stage.kind) {
    case 'ramp':
      return stage.to;
    case 'constant':
      return stage.level;
    case 'wave': {
      const piece = pieceOf(stage, stage.durationMs, before);
      return between(piece, stage.durationMs);
    }
    case 'spike':
      return before;
  }
}

function between({ startMs, endMs, from, to }: LoadPiece, atMs: number): number {
  return from + ((to - from) * (atMs - startMs)) / (endMs - startMs);
}
