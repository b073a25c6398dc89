import { RushhourError } from '../errors/rushhour-error.ts';
import type { ThinkTime } from '../scenario/scenario.ts';
import { parseThink } from '../scenario/think.ts';
import { parseDuration } from '../support/duration.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

/** Options checked and made plain. */
export interface RunSettings {
  readonly name: string;
  readonly profile: string;
  readonly users: number;
  readonly shard: { readonly index: number; readonly count: number };
  readonly think: ThinkTime;
  readonly session: 'play' | 'user';
  readonly durationMs: number | undefined;
  readonly plays: number | undefined;
  readonly actions: number | undefined;
  readonly stop: { readonly drainMs: number; readonly abortMs: number; readonly cleanMs: number; readonly flushMs: number };
}

/**
 * Reads the plain options of a run.
 *
 * @throws RushhourError `option_invalid`, naming the option and its value.
 */
export function readSettings(options: ScenarioRunnerOptions): RunSettings {
  const { name = 'rushhour', profile = 'visitor', session = 'play', stop = {} } = options;
  return {
    name,
    profile,
    session,
    users: wholeNumber('users', options.users, 1) ?? 1,
    shard: readShard(options.shard ?? '0/1'),
    think: readThink(options.think ?? '0-1s'),
    durationMs: duration('duration', options.duration),
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

function readThink(value: string | ThinkTime): ThinkTime {
  const think = parseThink(value);
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
