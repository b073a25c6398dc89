import { RushhourError } from '../errors/rushhour-error.ts';
import type { Profile } from '../people/profile.ts';
import { noFaults } from '../plugin/fault.ts';
import type { PlanOptions } from '../plan/plan-options.ts';
import type { PlanProblem } from '../plan/plan-problem.ts';
import type { Plan } from '../plan/plan.ts';
import type { ThinkTime } from '../scenario/scenario.ts';
import { findThinkFault } from '../scenario/think-fault.ts';
import { parseThink, type ThinkInput } from '../scenario/think.ts';
import { parseDuration } from '../support/duration.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

/** Options checked and made plain. */
export interface RunSettings {
  readonly plan: Plan;
  readonly shard: { readonly index: number; readonly count: number };
  readonly plays: number | undefined;
  readonly actions: number | undefined;
  readonly stop: { readonly drainMs: number; readonly abortMs: number; readonly cleanMs: number; readonly flushMs: number };
}

/** What only a plan has: without any of it, nothing of plans is loaded. */
const planKeys = [
  'profiles',
  'limits',
  'start',
  'speed',
  'scale',
  'sizeScale',
  'thresholds',
  'tags',
  'setup',
  'teardown',
  'data',
  'created',
  'faults',
] as const satisfies readonly (keyof PlanOptions)[];

/**
 * Reads the plain options of a run.
 *
 * @throws RushhourError `option_invalid`, naming the option and its value; of a plan, all that is wrong at once.
 */
export async function readSettings(options: ScenarioRunnerOptions): Promise<RunSettings> {
  const { stop = {} } = options;
  return {
    plan: planKeys.some((key) => options[key] !== undefined) ? await readWholePlan(options) : simplePlan(options),
    shard: readShard(options.shard ?? '0/1'),
    plays: wholeNumber('plays', options.plays),
    actions: wholeNumber('actions', options.actions),
    stop: {
      drainMs: duration('stop.drain', stop.drain) ?? 20_000,
      abortMs: duration('stop.abort', stop.abort) ?? 5000,
      cleanMs: duration('stop.clean', stop.clean) ?? 10_000,
      flushMs: duration('stop.flush', stop.flush) ?? 5000,
    },
  };
}

/** A plan around users who are all alike. */
function simplePlan(options: ScenarioRunnerOptions): Plan {
  const { name = 'rushhour', profile = 'visitor', session = 'play', thinkOverride = false, seed } = options;
  const durationMs = duration('duration', options.duration);
  const visitor: Profile = {
    ...plainProfile(profile, readThink(options.think ?? '0-1s')),
    count: wholeNumber('users', options.users, 1) ?? 1,
    session,
    pace: { kind: 'closed', think: readThink(options.think ?? '0-1s'), override: thinkOverride },
  };
  return {
    name,
    ...(seed !== undefined && { seed: String(seed) }),
    profiles: [visitor],
    limits: {},
    speed: 1,
    scale: 1,
    sizeScale: 1,
    ...(durationMs !== undefined && { durationMs }),
    thresholds: [],
    tags: {},
    created: { onStop: 'keep', sweepMs: 60_000, leaseMs: 120_000 },
  };
}

/** A profile of one person who is always there. */
export function plainProfile(name: string, think: ThinkTime): Profile {
  return {
    name,
    role: name,
    count: 1,
    zone: 'UTC',
    hours: 'always',
    rampMs: 0,
    jitterMs: 0,
    activity: 1,
    pace: { kind: 'closed', think, override: false },
    session: 'play',
    data: [],
    faults: noFaults,
  };
}

async function readWholePlan(options: ScenarioRunnerOptions): Promise<Plan> {
  const { readPlan } = await import('../plan/read-plan.ts');
  const { profile, users, think, session, thinkOverride } = options;
  if (options.profiles !== undefined && users !== undefined)
    throw new RushhourError('option_invalid', {
      message: `The option users cannot be "${users}" beside profiles.`,
      hint: '`users` is for runs without profiles; with them each has its `count`.',
    });
  const { plan, problems } = await readPlan(options, { profile, users, think, session, thinkOverride });
  if (problems.length > 0) throw planError(problems);
  return plan;
}

/** One error of all that is wrong with a plan. */
export function planError(problems: readonly PlanProblem[]): RushhourError {
  const [first] = problems;
  return new RushhourError('option_invalid', {
    message: problems.map(({ message }) => message).join('\n'),
    ...(first?.hint !== undefined && { hint: first.hint }),
  });
}

function invalid(option: string, value: unknown, wanted: string): RushhourError {
  return new RushhourError('option_invalid', { message: `The option ${option} cannot be "${String(value)}".`, hint: wanted });
}

function wholeNumber(option: string, value: number | undefined, fallback?: number): number | undefined {
  if (value === undefined) return fallback;
  if (!Number.isSafeInteger(value) || value < 1) throw invalid(option, value, 'Give a whole number, 1 or more.');
  return value;
}

function duration(option: string, value: number | string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = parseDuration(value);
  if (ms === undefined || ms === 0)
    throw invalid(option, value, 'Give a time such as `30s`, `500ms` or `2m`, or milliseconds; more than 0.');
  return ms;
}

function readThink(value: ThinkInput): ThinkTime {
  const think = parseThink(value);
  const fault = findThinkFault(value);
  if (fault !== undefined) throw new RushhourError('option_invalid', { ...fault });
  if (think === undefined) throw invalid('think', value, 'Give a time or a range such as `500ms`, `0-1s` or `0`.');
  return think;
}

function readShard(value: string): { readonly index: number; readonly count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(value);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match === null || count < 1 || index >= count) throw invalid('shard', value, 'Give i/n with i from 0 to n-1, such as `0/4`.');
  return { index, count };
}
