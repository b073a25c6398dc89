import type { ActionName } from '../scenario/scenario.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import type { ErrorSummary } from './summary.ts';

const mostRows = 50;
const longestExample = 300;
const other = '_other';

/** Failures by action and type; bounded, what comes later counts as `_other`. */
export interface ErrorStatistics {
  count(action: ActionName, type: string, message: string): void;
  /** The most common first. */
  summary(): readonly ErrorSummary[];
}

/** Makes empty error statistics. */
export function createErrorStatistics(): ErrorStatistics {
  const rows = new Map<string, { readonly type: string; readonly action: ActionName; count: number; readonly example: string }>();
  return {
    count(action, type, message) {
      const own = `${action} ${type}`;
      const isOther = !rows.has(own) && rows.size >= mostRows;
      const key = isOther ? `${action} ${other}` : own;
      let row = rows.get(key);
      if (row === undefined) {
        row = { type: isOther ? other : type, action, count: 0, example: redactUrl(message).slice(0, longestExample) };
        rows.set(key, row);
      }
      row.count += 1;
    },
    summary: () => [...rows.values()].toSorted((a, b) => b.count - a.count).map((row) => ({ ...row })),
  };
}
