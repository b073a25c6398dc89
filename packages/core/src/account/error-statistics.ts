import type { ActionName } from '../scenario/scenario.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import type { ErrorSummary } from './summary.ts';

const mostRows = 50;
const longestExample = 300;
const other = '_other';

/** Failures by action and type; bounded, what comes later counts as `_other`. */
export interface ErrorStatistics {
  count(action: ActionName, type: string, message: string): void;
  /** Adds what others counted. */
  add(rows: readonly ErrorSummary[]): void;
  /** The most common first. */
  summary(): readonly ErrorSummary[];
}

/** Makes empty error statistics. */
export function createErrorStatistics(): ErrorStatistics {
  const rows = new Map<string, { readonly type: string; readonly action: ActionName; count: number; readonly example: string }>();
  const rowOf = (action: ActionName, type: string, example: () => string) => {
    const own = `${action} ${type}`;
    const isOther = !rows.has(own) && rows.size >= mostRows;
    const key = isOther ? `${action} ${other}` : own;
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = { type: isOther ? other : type, action, count: 0, example: example() }));
    return row;
  };
  return {
    count(action, type, message) {
      rowOf(action, type, () => redactUrl(message).slice(0, longestExample)).count += 1;
    },
    add(others) {
      for (const { action, type, example, count } of others) rowOf(action, type, () => example).count += count;
    },
    summary: () => [...rows.values()].toSorted((a, b) => b.count - a.count).map((row) => ({ ...row })),
  };
}
