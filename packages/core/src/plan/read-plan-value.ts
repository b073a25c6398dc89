import type { Reading } from '../support/reading.ts';
import { refused } from '../support/reading.ts';
import { asList } from './as-list.ts';
import { asRecord } from './as-record.ts';
import { checkProfiles } from './check-profiles.ts';
import { parseStart } from './parse-start.ts';
import { parseThreshold } from './parse-threshold.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanProblem } from './plan-problem.ts';
import { createPlanReader, type PlanReader, type PlanReaderOptions } from './plan-reader.ts';
import type { Plan } from './plan.ts';
import { readPositiveDuration } from './read-duration.ts';
import { readCreated } from './read-created.ts';
import { readFaults } from './read-faults.ts';
import { readFeeders } from './read-feeders.ts';
import { readLimits } from './read-limits.ts';
import { readFactor } from './read-numbers.ts';
import { readThink } from './read-pace.ts';
import { readProfile } from './read-profile.ts';
import { readName, readOneOf } from './read-words.ts';
import type { Threshold } from './threshold.ts';

/** A plan as it was read: not to be played while there are problems. */
export interface PlanReading {
  readonly plan: Plan;
  readonly problems: readonly PlanProblem[];
}

/** Reads the values of a plan whose shape was looked at: `known` says what is wrong with it. */
export function readPlanValue(
  value: Readonly<Record<string, unknown>>,
  { think, thinkOverride = false, session, users = 1, profile = 'visitor', ...readerOptions }: PlanContext & PlanReaderOptions = {},
): PlanReading {
  const reader = createPlanReader(readerOptions);
  const limits = readLimits(reader, value['limits']);
  const feeders = readFeeders(reader, ['data'], value['data'], 'plan');
  const defaults = {
    think: readThink(reader, ['think'], think) ?? { minMs: 0, maxMs: 1000 },
    thinkOverride,
    session: reader.read(['session'], session, readOneOf('play', 'user')) ?? 'play',
    hasRate: asRecord(value['limits'])['rate'] !== undefined,
    feeders,
    faults: readFaults(reader, ['faults'], value['faults']),
  };
  const items = value['profiles'] === undefined ? [{ name: profile, count: users }] : asList(value['profiles']);
  const profiles = items.map((item, index) => readProfile(reader, ['profiles', index], item, defaults));
  checkProfiles(reader, { profiles, limits, feeders });
  const seed = reader.read(['seed'], value['seed'], readSeed);
  const startAt = reader.read(['start'], value['start'], parseStart);
  const durationMs = reader.read(['duration'], value['duration'], readPositiveDuration);
  const setup = reader.read(['setup'], value['setup'], readName);
  const teardown = reader.read(['teardown'], value['teardown'], readName);
  const speed = reader.read(['speed'], value['speed'], readFactor) ?? 1;
  const plan: Plan = {
    name: reader.read(['name'], value['name'], readName) ?? 'rushhour',
    ...(seed !== undefined && { seed }),
    profiles,
    limits,
    ...(startAt !== undefined && { startAt }),
    speed,
    scale: reader.read(['scale'], value['scale'], readFactor) ?? 1,
    sizeScale: reader.read(['sizeScale'], value['sizeScale'], readFactor) ?? 1,
    ...(durationMs !== undefined && { durationMs }),
    thresholds: asList(value['thresholds']).map((item, index) => reader.read(['thresholds', index], item, parseThreshold) ?? unread),
    tags: readTags(reader, value['tags']),
    ...(setup !== undefined && { setup }),
    ...(teardown !== undefined && { teardown }),
    created: readCreated(reader, value['created'], speed),
  };
  return { plan, problems: reader.problems() };
}

/** Keeps the place of a threshold that could not be read. */
const unread: Threshold = { check: '', metric: 'failed', operator: '<=', limit: 1, unit: 'share', abortOnFail: false, delayMs: 0 };

function readSeed(value: unknown): Reading<string> {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { value: String(value) } : refused('Write a whole number, or text.');
  return readName(value);
}

function readTags(reader: PlanReader, value: unknown): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  for (const [key, tag] of Object.entries(asRecord(value))) {
    const read = reader.read(['tags', key], tag, readName);
    if (!/^[A-Za-z][\w.-]{0,63}$/.test(key)) {
      reader.report(['tags', key], {
        message: `The tag ${reader.show(['tags', key], key)} has a name that cannot be used.`,
        hint: 'Write a letter, then up to 63 letters, digits, `_`, `.` and `-`.',
      });
    }
    if (read !== undefined) tags[key] = read;
  }
  return tags;
}
