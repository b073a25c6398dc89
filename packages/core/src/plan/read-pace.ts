import type { Load } from '../pace/load.ts';
import type { ClosedPace, OpenPace, Pace } from '../pace/pace.ts';
import { parseRateOrShare } from '../pace/parse-rate.ts';
import type { ThinkTime } from '../scenario/scenario.ts';
import { parseThink, thinkHint } from '../scenario/think.ts';
import { findThinkFault } from '../scenario/think-fault.ts';
import { refused, type Reading } from '../support/reading.ts';
import { asRecord } from './as-record.ts';
import { planPathText, type PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';
import { readDuration } from './read-duration.ts';
import { readWhole } from './read-numbers.ts';
import { readOneOf } from './read-words.ts';

/** What the pace of a profile follows from, beside its own keys. */
export interface PaceSurroundings {
  readonly load: Load | undefined;
  /** Whether `limits.rate` is there to be shared. */
  readonly hasRate: boolean;
  /** Think time where the profile has none, or whatever it has when `override` is true. */
  readonly think: ThinkTime;
  readonly override: boolean;
}

const share: OpenPace = { kind: 'open', unit: 'share', peak: 1, offPeak: 0, arrivals: 'poisson', backlog: 10, patienceMs: 2000 };

/** Reads `pace` and `think` of a profile. */
export function readPace(reader: PlanReader, path: PlanPath, profile: Readonly<Record<string, unknown>>, around: PaceSurroundings): Pace {
  const { load, hasRate, override } = around;
  const own = readThink(reader, [...path, 'think'], profile['think']);
  const closed: ClosedPace = { kind: 'closed', think: override ? around.think : (own ?? around.think), override };
  const hasPace = profile['pace'] !== undefined;
  const conflict = conflictOf(profile, load, hasPace);
  if (conflict !== undefined) reader.report([...path, conflict.key], { message: conflict.message, hint: 'Keep one of them.' });
  if (load?.unit === 'users') return closed;
  if (load !== undefined) return { ...readOpen(reader, [...path, 'pace'], profile['pace']), unit: 'rate', peak: 0, offPeak: 0 };
  if (hasPace) {
    const pace = readOpen(reader, [...path, 'pace'], profile['pace']);
    if (pace.unit === 'share' && !hasRate && conflict === undefined) {
      const hint = 'Write `limits: { rate: 2000/min }` in the plan, or rates of each user, such as `peak: 120/min`.';
      reader.report([...path, 'pace'], { message: 'The pace is a share of `limits.rate`, which is not given.', hint });
    }
    return pace;
  }
  return profile['think'] === undefined && hasRate ? share : closed;
}

/** Reads a think time; of a map the key is told that is wrong. */
export function readThink(reader: PlanReader, path: PlanPath, value: unknown): ThinkTime | undefined {
  const show = (key: string, part: unknown) => reader.show([...path, key], part);
  const fault = findThinkFault(value, { name: planPathText(path), show });
  if (fault === undefined) return reader.read(path, value, parseThinkTime);
  const { key, ...told } = fault;
  reader.report(key === undefined ? path : [...path, key], told);
  return undefined;
}

function parseThinkTime(value: unknown): Reading<ThinkTime> {
  const think = parseThink(value);
  return think === undefined ? refused(thinkHint) : { value: think };
}

function conflictOf(profile: Readonly<Record<string, unknown>>, load: Load | undefined, hasPace: boolean) {
  const hasThink = profile['think'] !== undefined;
  if (hasPace && hasThink) return { key: 'think', message: 'The profile has both `pace` (open) and `think` (closed).' };
  if (load === undefined) return undefined;
  if (load.unit === 'users' && hasPace)
    return { key: 'pace', message: 'The profile has both `pace` (open) and a `load` of users (closed).' };
  if (load.unit === 'rate' && hasThink)
    return { key: 'think', message: 'The profile has both `think` (closed) and a `load` of a rate (open).' };
  const { peak, offPeak } = asRecord(profile['pace']);
  if (peak !== undefined || offPeak !== undefined) {
    return { key: 'pace', message: 'The profile has both a `load` and rates in its `pace`.' };
  }
  return undefined;
}

function readOpen(reader: PlanReader, path: PlanPath, value: unknown): OpenPace {
  const pace = asRecord(value);
  const peak = reader.read([...path, 'peak'], pace['peak'], parseRateOrShare);
  const offPeak = reader.read([...path, 'offPeak'], pace['offPeak'], parseRateOrShare);
  const isUnread = pace['peak'] !== undefined && peak === undefined;
  const common: Omit<OpenPace, 'unit' | 'peak' | 'offPeak'> = {
    kind: 'open',
    arrivals: reader.read([...path, 'arrivals'], pace['arrivals'], readOneOf('poisson', 'steady')) ?? share.arrivals,
    backlog: reader.read([...path, 'backlog'], pace['backlog'], readWhole(0, 10_000)) ?? share.backlog,
    patienceMs: reader.read([...path, 'patience'], pace['patience'], readDuration) ?? share.patienceMs,
  };
  if (pace['peak'] === undefined && offPeak?.unit === 'rate') {
    reader.report(path, {
      message: '`offPeak` is a rate, and `peak` is not given.',
      hint: 'Write `peak` as a rate too, such as `120/min`.',
    });
  }
  if (peak?.unit !== undefined && offPeak?.unit !== undefined && peak.unit !== offPeak.unit) {
    reader.report(path, {
      message: 'The pace mixes a rate and a share.',
      hint: 'Write both as rates, such as `120/min`, or both as shares, such as `100%`.',
    });
  }
  if (peak?.amount === 0 && (offPeak?.amount ?? 0) === 0) {
    reader.report([...path, 'peak'], {
      message: 'With `peak` and `offPeak` at 0 nobody ever acts.',
      hint: 'Give one of them a rate, or leave the profile out.',
    });
  }
  return {
    ...common,
    unit: peak?.unit ?? offPeak?.unit ?? (isUnread ? 'rate' : 'share'),
    peak: peak?.amount ?? share.peak,
    offPeak: offPeak?.amount ?? share.offPeak,
  };
}
