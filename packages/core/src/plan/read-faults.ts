import { parseBandwidth } from '../people/parse-link.ts';
import { faultActions, faultNames, noFaults, type FaultHabit, type FaultName, type Faults } from '../plugin/fault.ts';
import { actionNames, type ActionName } from '../scenario/scenario.ts';
import { durationUnit, parseDuration } from '../support/duration.ts';
import { refused, type Reading } from '../support/reading.ts';
import { asRecord } from './as-record.ts';
import { planPathText, type PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';

/** What faults need beside their share, where nothing is written. */
const defaults: Readonly<Partial<Record<FaultName, Omit<FaultHabit, 'share'>>>> = {
  stalledUpload: { delayMs: { min: 5000, max: 5000 } },
  slowReader: { bytesPerSecond: 64_000 },
  extraLatency: { delayMs: { min: 200, max: 2000 } },
};

/** Reads `faults` of a plan or a profile; those of the plan come first, and go behind what the profile says of the same fault. */
export function readFaults(reader: PlanReader, path: PlanPath, value: unknown, ofPlan: Faults = noFaults): Faults {
  if (value === undefined) return ofPlan;
  const written = asRecord(value);
  const faults: Partial<Record<FaultName, FaultHabit>> = { ...ofPlan };
  for (const name of faultNames) {
    const habit = readHabit(reader, [...path, name], { name, written: written[name] });
    if (habit === undefined) continue;
    if (habit.share > 0) faults[name] = habit;
    else delete faults[name];
  }
  checkSums(reader, path, faults);
  return Object.keys(faults).length === 0 ? noFaults : faults;
}

function readHabit(
  reader: PlanReader,
  path: PlanPath,
  { name, written }: { readonly name: FaultName; readonly written: unknown },
): FaultHabit | undefined {
  if (typeof written !== 'object') {
    const share = reader.read(path, written, parseShare);
    return share === undefined ? undefined : { share, ...defaults[name] };
  }
  const { share: ofAll, delay, rate } = asRecord(written);
  const share = reader.read([...path, 'share'], ofAll, parseShare);
  const delayMs = reader.read([...path, 'delay'], delay, parseDelay);
  const bytesPerSecond = reader.read([...path, 'rate'], rate, parseBandwidth);
  if (share === undefined) return undefined;
  return { share, ...defaults[name], ...(delayMs !== undefined && { delayMs }), ...(bytesPerSecond !== undefined && { bytesPerSecond }) };
}

/** An action has one fault at most: the shares of those that can happen to it cannot be more than all. */
function checkSums(reader: PlanReader, path: PlanPath, faults: Faults) {
  for (const action of actionNames) {
    const sum = faultNames.reduce((all, name) => all + (happensTo(name, action) ? (faults[name]?.share ?? 0) : 0), 0);
    if (sum <= 1 + 1e-9) continue;
    reader.report(path, {
      message: `The faults of \`${action}\` in \`${planPathText(path)}\` add up to ${Math.round(sum * 1000) / 10} %.`,
      hint: 'An action has one fault at most: let all that can happen to it add up to 100% or less.',
    });
    return;
  }
}

function happensTo(name: FaultName, action: ActionName): boolean {
  const actions: readonly ActionName[] = faultActions[name];
  return actions.includes(action);
}

const shareHint = 'Write a share such as `1%`, from 0% to 100%.';

/** Reads a share: `1%`, or 0 to 1. */
function parseShare(value: unknown): Reading<number> {
  if (typeof value === 'number') {
    if (value >= 0 && value <= 1) return { value };
    return refused(value > 1 && value <= 100 ? `${shareHint} Did you mean \`${value}%\`?` : shareHint, 'it is not from 0 to 1');
  }
  const percent = typeof value === 'string' ? /^(-?\d{1,9}(?:\.\d{1,20})?) ?%$/.exec(value.trim())?.[1] : undefined;
  if (percent === undefined) return refused(shareHint);
  const share = Number(percent) / 100;
  return share >= 0 && share <= 1 ? { value: share } : refused(shareHint, 'it is not from 0% to 100%');
}

const longestDelayMs = 3_600_000;

/** Reads a wait in milliseconds: `500ms`, or drawn from `200ms-2s`. */
function parseDelay(value: unknown): Reading<{ readonly min: number; readonly max: number }> {
  const [first, second, ...more] = typeof value === 'string' ? value.split('-') : [value];
  const unit = typeof second === 'string' ? durationUnit(second) : undefined;
  const min = parseDuration(first, unit);
  const max = second === undefined ? min : parseDuration(second);
  if (min === undefined || max === undefined || min > max || more.length > 0) {
    return refused('Write a duration, or two with a dash between, such as `500ms` or `200ms-2s`.');
  }
  return max <= longestDelayMs ? { value: { min, max } } : refused('Write an hour (`1h`) at most.', 'it is too long');
}
