import { formatShort } from '../text/format.ts';
import type { Paint } from '../text/paint.ts';
import { layOutTable, type Column } from '../text/table.ts';
import type { LocalTime } from './local-time.ts';
import { resample } from './resample.ts';

/** A row of numbers over time. */
export interface HourRow {
  readonly name: string;
  readonly values: readonly number[];
}

/** Where the numbers stand. */
export interface HourTableOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly local: LocalTime;
  readonly columns: number;
  readonly nameColumns: number;
  readonly paint: Paint;
}

const hourMs = 3_600_000;
const hours = [1 / 60, 1 / 12, 1 / 4, 1 / 2, 1, 2, 3, 4, 6, 8, 12, 24, 48, 168, 336, 720] as const;
/** What a number takes at most, with the space before it. */
const cellColumns = 7;

/** Actions of each row in spans of hours, as short as there is room for. */
export function hourTable(rows: readonly HourRow[], options: HourTableOptions): readonly string[] {
  const { fromMs, toMs, local, columns, nameColumns, paint } = options;
  const lengthMs = toMs - fromMs;
  const room = Math.max(1, Math.floor((columns - nameColumns) / cellColumns));
  const span = hours.find((one) => lengthMs / (one * hourMs) <= room);
  const count = span === undefined ? room : Math.max(1, Math.round(lengthMs / (span * hourMs)));
  const spanMs = lengthMs / count;
  const titles: readonly Column[] = Array.from({ length: count }, (_, index) => ({
    title: spanTitle(fromMs + index * spanMs, spanMs, local),
  }));
  const [head = '', ...lines] = layOutTable(
    [{ title: 'actions', align: 'left' }, ...titles],
    rows.map(({ name, values }) => [name.padEnd(nameColumns), ...resample(values, count).map(formatShort)]),
  );
  return [paint('dim', head), ...lines];
}

function spanTitle(at: number, spanMs: number, local: LocalTime): string {
  if (spanMs >= 24 * hourMs) return local.day(at);
  const from = local.clock(at);
  if (spanMs < 2 * hourMs || spanMs % hourMs !== 0 || !from.endsWith(':00')) return from;
  const until = local.clock(at + spanMs).slice(0, 2);
  return `${from.slice(0, 2)}-${until === '00' ? '24' : until}`;
}
