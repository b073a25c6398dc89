import type { FileHabitsOptions } from '../plugin/content-port.ts';
import type { Feeder } from '../people/feeder.ts';
import { highestLevel } from '../pace/load-level.ts';
import type { Load } from '../pace/load.ts';
import { parseHours } from '../people/parse-hours.ts';
import { parseBandwidth, parseLatency } from '../people/parse-link.ts';
import { parseZone } from '../people/parse-zone.ts';
import type { Link } from '../people/link.ts';
import type { Faults } from '../plugin/fault.ts';
import type { Profile } from '../people/profile.ts';
import type { ThinkTime } from '../scenario/scenario.ts';
import { asList } from './as-list.ts';
import { asRecord } from './as-record.ts';
import type { PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';
import { readChoices } from './read-choices.ts';
import { readHalfDay } from './read-duration.ts';
import { readFaults } from './read-faults.ts';
import { readFeeders } from './read-feeders.ts';
import { readLoad } from './read-load.ts';
import { readWeight, readWhole } from './read-numbers.ts';
import { readPace } from './read-pace.ts';
import { readName, readOneOf } from './read-words.ts';

/** People of one profile at most, and of one plan. */
export const mostUsers = 1_000_000;

/** What profiles have where they do not say it themselves. */
export interface ProfileDefaults {
  readonly think: ThinkTime;
  readonly thinkOverride: boolean;
  readonly session: Profile['session'];
  readonly hasRate: boolean;
  /** Of the plan. */
  readonly feeders: readonly Feeder[];
  /** Of the plan. */
  readonly faults: Faults;
}

const reserved: ReadonlySet<string> = new Set(['setup', 'teardown']);

/** Reads a profile; what is wrong in it is as if it were not there. */
export function readProfile(reader: PlanReader, path: PlanPath, value: unknown, defaults: ProfileDefaults): Profile {
  const profile = asRecord(value);
  const at = (key: string) => [...path, key];
  const name = reader.read(at('name'), profile['name'], readName) ?? '';
  if (reserved.has(name))
    reader.refuse(at('name'), name, { reason: 'users of that name play `setup` and `teardown`', hint: 'Choose another name.' });
  const load = profile['load'] === undefined ? undefined : readLoad(reader, at('load'), asList(profile['load']));
  if (profile['load'] !== undefined && profile['hours'] !== undefined) {
    reader.report(at('hours'), {
      message: 'The profile has both `load` and `hours`.',
      hint: 'Keep one of them: a load goes from the start of the run.',
    });
  }
  const count = reader.read(at('count'), profile['count'], readWhole(1, mostUsers)) ?? peopleFor(load);
  const highest = load?.unit === 'users' ? highestLevel(load) : 1;
  if (highest > count) {
    const message = `The load goes up to ${highest} users, and the profile has ${count}.`;
    reader.report(at('count'), { message, hint: 'Raise `count`, or leave it out: it is then as high as the load goes.' });
  }
  const scenarios = readChoices(reader, at('scenarios'), profile['scenarios']);
  const start = reader.read(at('start'), profile['start'], readName);
  const end = reader.read(at('end'), profile['end'], readName);
  const link = profile['link'] === undefined ? undefined : readLink(reader, at('link'), profile['link']);
  return {
    name,
    role: reader.read(at('role'), profile['role'], readName) ?? name,
    count,
    zone: reader.read(at('zone'), profile['zone'], parseZone) ?? 'UTC',
    hours: reader.read(at('hours'), profile['hours'], parseHours) ?? 'always',
    rampMs: reader.read(at('ramp'), profile['ramp'], readHalfDay) ?? 1_800_000,
    jitterMs: reader.read(at('jitter'), profile['jitter'], readHalfDay) ?? 0,
    activity: reader.read(at('activity'), profile['activity'], readWeight) ?? 1,
    pace: readPace(reader, path, profile, { load, hasRate: defaults.hasRate, think: defaults.think, override: defaults.thinkOverride }),
    ...(load !== undefined && { load }),
    ...(scenarios !== undefined && { scenarios }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    session: reader.read(at('session'), profile['session'], readOneOf('play', 'user')) ?? defaults.session,
    ...(link !== undefined && { link }),
    data: [...defaults.feeders, ...readFeeders(reader, at('data'), profile['data'], 'profile')],
    // Its shape was looked at; what it means only the content port knows.
    ...(profile['files'] !== undefined && { files: profile['files'] as FileHabitsOptions }),
    faults: readFaults(reader, at('faults'), profile['faults'], defaults.faults),
  };
}

/** As many people as a load goes up to, or as a rate needs while an action takes up to a second. */
function peopleFor(load: Load | undefined): number {
  if (load === undefined) return 1;
  const highest = highestLevel(load);
  // A rate a second may have been through a multiplication and a division.
  const wanted = load.unit === 'users' ? highest : Math.ceil(highest / 60 - 1e-9);
  return Math.min(mostUsers, Math.max(1, wanted));
}

function readLink(reader: PlanReader, path: PlanPath, value: unknown): Link {
  const { down, up, latency } = asRecord(value);
  const downBytesPerSecond = reader.read([...path, 'down'], down, parseBandwidth);
  const upBytesPerSecond = reader.read([...path, 'up'], up, parseBandwidth);
  const latencyMs = reader.read([...path, 'latency'], latency, parseLatency);
  return {
    ...(downBytesPerSecond !== undefined && { downBytesPerSecond }),
    ...(upBytesPerSecond !== undefined && { upBytesPerSecond }),
    ...(latencyMs !== undefined && { latencyMs }),
  };
}
