import type { DataRow } from '../people/feeder.ts';
import { isUnsafeKey } from '../scenario/unsafe-key.ts';
import { quoted } from '../support/quoted.ts';
import { asRecord } from './as-record.ts';

/** Rows a data set may have. */
export const mostRows = 1_000_000;

/** Faults of rows told at once. */
const mostFaults = 10;

/** Rows as they were read, and what is wrong with single ones. */
export interface RowsReading {
  readonly columns: readonly string[];
  readonly rows: readonly DataRow[];
  readonly faults: readonly RowFault[];
}

/** What is wrong with a row. */
export interface RowFault {
  /** Counts from 0. */
  readonly row: number;
  readonly column?: string;
  /** Without a value: it may be secret. */
  readonly reason: string;
}

/** Reads rows given as records: all have the columns of the first, and values are text, numbers, true or false. */
export function readRows(items: readonly unknown[]): RowsReading {
  const columns = Object.keys(asRecord(items[0]));
  const faults: RowFault[] = columns.flatMap((column) => faultOfColumn(column) ?? []);
  const rows: DataRow[] = [];
  for (let index = 0; index < items.length && faults.length < mostFaults; index += 1) {
    const item = asRecord(items[index]);
    const row: Record<string, string> = {};
    for (const column of columns) {
      const value = Object.hasOwn(item, column) ? item[column] : undefined;
      if (value === undefined) faults.push({ row: index, column, reason: `has no ${quoted(column)}` });
      else if (typeof value === 'string') row[column] = value;
      else if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) row[column] = String(value);
      else faults.push({ row: index, column, reason: `has a ${quoted(column)} that is neither text, a number, true nor false` });
    }
    const extra = Object.keys(item).find((key) => !columns.includes(key));
    if (extra !== undefined) faults.push({ row: index, column: extra, reason: `has ${quoted(extra)}, which the first row has not` });
    rows.push(row);
  }
  return { columns, rows, faults: faults.slice(0, mostFaults) };
}

/** What is wrong with the name of a column. */
export function faultOfColumn(column: string): RowFault | undefined {
  if (isUnsafeKey(column)) return { row: 0, column, reason: `has a column ${quoted(column)}, which is refused` };
  if (column.trim() === '') return { row: 0, column, reason: 'has a column without a name' };
  if (/[{}\u0000-\u001f\u007f]/.test(column))
    return { row: 0, column, reason: `has a column ${quoted(column)} with a brace or a control character` };
  return undefined;
}
