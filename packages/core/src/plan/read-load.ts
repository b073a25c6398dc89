import type { Load, LoadStage } from '../pace/load.ts';
import { parseLevels, type Levels } from '../pace/parse-levels.ts';
import type { Reading } from '../support/reading.ts';
import { asRecord } from './as-record.ts';
import type { PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';
import { readPositiveDuration } from './read-duration.ts';

const kinds = ['ramp', 'constant', 'wave', 'spike'] as const;

/** Reads the stages of a load; undefined when none of them can be read. All must be in users, or all in rates. */
export function readLoad(reader: PlanReader, path: PlanPath, items: readonly unknown[]): Load | undefined {
  let unit: Load['unit'] | undefined;
  const stages: LoadStage[] = [];
  for (const [index, item] of items.entries()) {
    const at = [...path, index];
    const stage = asRecord(item);
    const [kind, other] = kinds.filter((known) => stage[known] !== undefined);
    const durationMs = reader.read([...at, 'for'], stage['for'], readPositiveDuration) ?? 1;
    if (kind === undefined || other !== undefined) {
      const message = `The stage names ${kind === undefined ? 'no shape' : `two shapes, \`${kind}\` and \`${other}\``}.`;
      reader.report(at, { message, hint: `Write exactly one of ${kinds.map((known) => `\`${known}:\``).join(', ')}.` });
      continue;
    }
    const levels = reader.read([...at, kind], stage[kind], levelsOf(kind));
    const periodMs = readPeriod(reader, at, stage, kind);
    if (levels === undefined) continue;
    unit ??= levels.unit;
    if (levels.unit === unit) stages.push(toStage(kind, levels.levels, { durationMs, periodMs }));
    else
      reader.refuse([...at, kind], stage[kind], {
        reason: `the stages before it are in ${unit === 'users' ? 'users' : 'rates'}`,
        hint: 'Give a profile one kind.',
      });
  }
  return unit === undefined ? undefined : { unit, stages };
}

function levelsOf(kind: (typeof kinds)[number]): (value: unknown) => Reading<Levels> {
  return (value) => parseLevels(value, kind === 'ramp' || kind === 'wave' ? 2 : 1);
}

function readPeriod(reader: PlanReader, at: PlanPath, { period }: Readonly<Record<string, unknown>>, kind: (typeof kinds)[number]): number {
  if (kind === 'wave' && period === undefined) {
    reader.report(at, { message: 'The wave has no `period`.', hint: 'Write how long one wave takes, such as `period: 10m`.' });
  }
  if (kind !== 'wave' && period !== undefined) {
    reader.refuse([...at, 'period'], period, { reason: `a ${kind} has no period`, hint: 'Only a wave has one: leave it out.' });
    return 1;
  }
  return reader.read([...at, 'period'], period, readPositiveDuration) ?? 1;
}

function toStage(
  kind: (typeof kinds)[number],
  [first, second = first]: readonly [number, number?],
  { durationMs, periodMs }: { readonly durationMs: number; readonly periodMs: number },
): LoadStage {
  switch (kind) {
    case 'ramp':
      return { kind, from: first, to: second, durationMs };
    case 'constant':
      return { kind, level: first, durationMs };
    case 'wave':
      return { kind, low: Math.min(first, second), high: Math.max(first, second), periodMs, durationMs };
    case 'spike':
      return { kind, peak: first, durationMs };
  }
}
