import type { ActionName } from '../scenario/scenario.ts';
import { redactUrl } from '../telemetry/redact-url.ts';
import type { ErrorSummary } from './summary.ts';

const mostRows = 50;
const longestExample = 300;
const other = '_other';

/** An action that failed. */
export interface FailedAction {
  /** @default internal */
  readonly error: string | undefined;
  readonly message: string | undefined;
  /** What it failed by on purpose. @default nothing */
  readonly faultLabel?: string | undefined;
}

/** Failures by action, type and fault; bounded, what comes later counts as `_other`. */
export interface ErrorStatistics {
  count(action: ActionName, failed: FailedAction): void;
  /** Adds what others counted. */
  add(rows: readonly ErrorSummary[]): void;
  /** The most common first. */
  summary(): readonly ErrorSummary[];
}

type Names = Pick<ErrorSummary, 'action' | 'type' | 'fault'>;

/** Makes empty error statistics. */
export function createErrorStatistics(): ErrorStatistics {
  const rows = new Map<string, Names & { count: number; readonly example: string }>();
  const rowOf = ({ action, type, fault }: Names, example: () => string) => {
    const own = `${action} ${type} ${fault ?? ''}`;
    const isOther = !rows.has(own) && rows.size >= mostRows;
    const key = isOther ? `${action} ${other}` : own;
    let row = rows.get(key);
    if (row === undefined) {
      const names = isOther ? { type: other, action } : { type, action, ...(fault !== undefined && { fault }) };
      rows.set(key, (row = { ...names, count: 0, example: example() }));
    }
    return row;
  };
  return {
    count(action, { error: type = 'internal', message = '', faultLabel: fault }) {
      rowOf({ action, type, ...(fault !== undefined && { fault }) }, () => redactUrl(message).slice(0, longestExample)).count += 1;
    },
    add(others) {
      for (const { example, count, ...names } of others) rowOf(names, () => example).count += count;
    },
    summary: () => [...rows.values()].toSorted((a, b) => b.count - a.count).map((row) => ({ ...row })),
  };
}
