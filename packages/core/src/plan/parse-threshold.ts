import { parseRate } from '../pace/parse-rate.ts';
import { durationHint, parseDuration } from '../support/duration.ts';
import { refused, type Reading } from '../support/reading.ts';
import { asRecord } from './as-record.ts';
import { readDuration } from './read-duration.ts';
import type { Threshold } from './threshold.ts';

/** How a threshold is written, for hints. */
const thresholdHint = 'Write what is compared, `<`, `<=`, `>` or `>=`, and a limit, such as `open.p95 < 300ms` or `failed < 1%`.';

const durations: ReadonlySet<string> = new Set(['p50', 'p90', 'p95', 'p99', 'max', 'mean']);
const latenesses: ReadonlySet<string> = new Set(['p50', 'p99', 'max']);
const outcomes: ReadonlySet<string> = new Set(['failed', 'interrupted', 'dropped']);
const metricsHint =
  'Compared can be: p50, p90, p95, p99, max, mean, failed, interrupted, dropped, achieved, rate, and lateness.p50, .p99, .max.';

/**
 * Reads a threshold: `open.p95 < 300ms`, `failed < 1%`, `checkout page.max <= 2s`, `achieved > 95%`, `rate >= 100/min`, `lateness.p99 < 25ms`, as
 * text or as a map with `check`, `abortOnFail` and `delay`. What stands before the last dot is a group; whether there is one of that name is
 * not known here.
 */
export function parseThreshold(value: unknown): Reading<Threshold> {
  const { check, abortOnFail = false, delay = '10s' } = typeof value === 'string' ? { check: value } : asRecord(value);
  if (typeof check !== 'string') return refused(thresholdHint);
  if (typeof abortOnFail !== 'boolean') return refused('Write `true` or `false`.', '`abortOnFail` is neither true nor false');
  const wait = readDuration(delay);
  if (wait.refusal !== undefined) return refused(wait.refusal.hint, '`delay` is no duration');
  // The last operator: a group may hold one.
  const [, left = '', operator = '', right = ''] = /^(.*?)(<=|>=|<|>)([^<>]*)$/.exec(check) ?? [];
  if (!isOperator(operator)) return refused(thresholdHint);
  const { group, metric } = splitMetric(left.trim());
  const limit = readLimit(metric, right.trim());
  if (limit.refusal !== undefined) return limit;
  if (group === '') return refused(thresholdHint, 'there is nothing before the dot');
  return { value: { check, ...(group !== undefined && { group }), metric, operator, ...limit.value, abortOnFail, delayMs: wait.value } };
}

/** Groups may hold dots: the metric is what follows the last one. `lateness` is measured for the whole run only. */
function splitMetric(text: string): Pick<Threshold, 'group' | 'metric'> {
  const dot = text.lastIndexOf('.');
  if (dot === -1 || text.slice(0, dot) === 'lateness') return { metric: text };
  return { group: text.slice(0, dot).trim(), metric: text.slice(dot + 1).trim() };
}

function readLimit(metric: string, text: string): Reading<Pick<Threshold, 'limit' | 'unit'>> {
  if (durations.has(metric) || (metric.startsWith('lateness.') && latenesses.has(metric.slice('lateness.'.length)))) {
    const limit = parseDuration(text);
    return limit === undefined ? refused(durationHint, `${metric} is compared with a duration`) : { value: { limit, unit: 'ms' } };
  }
  if (outcomes.has(metric)) {
    const share = readShare(text) ?? (/^\d{1,12}$/.test(text) ? { limit: Number(text), unit: 'count' as const } : undefined);
    return share === undefined
      ? refused('Write a limit such as `1%` or `10`.', `${metric} is compared with a share or a whole number`)
      : { value: share };
  }
  if (metric === 'achieved') {
    const share = readShare(text);
    return share === undefined ? refused('Write a limit such as `95%`.', 'achieved is compared with a share') : { value: share };
  }
  if (metric === 'rate') {
    const rate = parseRate(text);
    if (rate.refusal !== undefined) return refused(rate.refusal.hint, 'rate is compared with a rate');
    return { value: { limit: rate.value, unit: 'perMinute' } };
  }
  return refused(metricsHint, metric === '' ? 'it does not say what is compared' : 'what it compares is not known');
}

function readShare(text: string): { readonly limit: number; readonly unit: 'share' } | undefined {
  const percent = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(text)?.[1];
  return percent === undefined || Number(percent) > 100 ? undefined : { limit: Number(percent) / 100, unit: 'share' };
}

function isOperator(text: string): text is Threshold['operator'] {
  return text === '<' || text === '<=' || text === '>' || text === '>=';
}
