import { durationHint, parseDuration } from '../support/duration.ts';
import { quoted } from '../support/quoted.ts';
import type { Fault } from './problem.ts';
import type { ThinkTime } from './scenario.ts';
import { parseThink, thinkDistributions } from './think.ts';
import { unknownWord } from './unknown-word.ts';

/** What is wrong with a think time as a map. */
export interface ThinkFault extends Fault {
  /** The key that is wrong; undefined for one that is missing. */
  readonly key: string | undefined;
  /** Whether the key is wrong, not its value. @default false */
  readonly atKey?: boolean;
}

/** How a fault of a think time is told. */
export interface ThinkFaultOptions {
  /** What the whole is called. @default think */
  readonly name?: string;
  /** Puts the value of a key in quotes. */
  readonly show?: (key: string, value: unknown) => string;
}

type Distribution = NonNullable<ThinkTime['distribution']>;

/** What each distribution is made of beside its bounds. */
const figuresOf: Readonly<Record<Distribution, readonly string[]>> = {
  uniform: [],
  exponential: ['mean'],
  normal: ['mean', 'deviation'],
  lognormal: ['mean', 'deviation'],
};

/** The keys of a think time as a map. */
export const thinkKeys: readonly string[] = ['distribution', 'mean', 'deviation', 'min', 'max'];

/**
 * Tells which key of a think time as a map is wrong, the most basic one.
 *
 * @returns undefined for a think time that `parseThink` reads, and for what is no map
 */
export function findThinkFault(value: unknown, { name = 'think', show = showPlainly }: ThinkFaultOptions = {}): ThinkFault | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || parseThink(value) !== undefined) return undefined;
  const map: Readonly<Record<string, unknown>> = { ...value };
  const cannotBe = (key: string, { hint, why = '' }: { readonly hint: string; readonly why?: string }): ThinkFault => ({
    key,
    message: `\`${name}.${key}\` cannot be ${show(key, map[key])}${why}.`,
    hint,
  });
  // One made in code counts milliseconds, and says so in its keys.
  const inCode = 'minMs' in map || 'maxMs' in map;
  const suffix = inCode ? 'Ms' : '';
  const timeHint = inCode ? 'Give milliseconds, 0 or more.' : durationHint;

  const stray = inCode ? undefined : Object.keys(map).find((key) => !thinkKeys.includes(key));
  if (stray !== undefined) return { key: stray, atKey: true, ...unknownWord('key', stray, thinkKeys) };
  const { distribution = 'uniform' } = map;
  if (!isDistribution(distribution)) return cannotBe('distribution', { hint: `Write one of: ${thinkDistributions.join(', ')}.` });

  const figures = figuresOf[distribution];
  const isGiven = (figure: string) => map[figure + suffix] !== undefined;
  const read = (figure: string) => readTime(map[figure + suffix], { inCode, mayBeEndless: figure === 'max' && distribution !== 'uniform' });
  const wrong = [...figures, 'min', 'max'].find((figure) => isGiven(figure) && read(figure) === undefined);
  if (wrong !== undefined) return cannotBe(wrong + suffix, { hint: timeHint });
  const foreign = ['mean', 'deviation'].find((figure) => isGiven(figure) && !figures.includes(figure));
  if (foreign !== undefined) {
    const hint =
      map['distribution'] !== undefined ? 'Leave it out.' : 'Name the `distribution` too, such as `normal`; without one it is uniform.';
    return cannotBe(foreign + suffix, { why: `: ${distribution} think times have no ${foreign}`, hint });
  }
  const bounds = inCode ? ['min', 'max'] : distribution === 'uniform' ? ['max'] : [];
  const absent = [...figures, ...bounds].find((figure) => !isGiven(figure));
  if (absent !== undefined) {
    const message = `\`${name}.${absent}${suffix}\` is missing: ${distribution} think times need it.`;
    return { key: undefined, message, hint: timeHint };
  }
  if (read('mean') === 0 && distribution !== 'normal') return cannotBe(`mean${suffix}`, { why: ': it must be above 0', hint: timeHint });
  return cannotBe(`max${suffix}`, { why: ': it is below the minimum', hint: 'Give the lower one as the minimum.' });
}

function showPlainly(_key: string, value: unknown): string {
  return quoted(typeof value === 'number' ? String(value) : value);
}

function isDistribution(value: unknown): value is Distribution {
  return thinkDistributions.some((known) => known === value);
}

function readTime(value: unknown, { inCode, mayBeEndless }: { readonly inCode: boolean; readonly mayBeEndless: boolean }) {
  if (!inCode) return parseDuration(value);
  if (mayBeEndless && value === Number.POSITIVE_INFINITY) return value;
  return typeof value === 'number' ? parseDuration(value) : undefined;
}
