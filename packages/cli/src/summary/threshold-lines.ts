import type { RunSummary } from '@rushhour/core';
import type { Paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { layOutTable } from '../text/table.ts';
import { thresholdValue } from './threshold-value.ts';

/** What the plan asked for, and whether it was met. */
export function thresholdLines({ thresholds }: RunSummary, paint: Paint): readonly string[] {
  if (thresholds.length === 0) return [];
  const missed = thresholds.filter(({ passed }) => !passed).length;
  const [head = '', ...lines] = layOutTable(
    [
      { title: missed === 0 ? 'thresholds: all met' : `thresholds: ${missed} not met`, align: 'left' },
      { title: 'measured', align: 'left' },
    ],
    thresholds.map(({ check, value, passed }) => [
      `${passed ? paint('green', '✓') : paint('red', '✗')} ${printable(check)}`,
      thresholdValue(value, check),
    ]),
  );
  return [paint('dim', head), ...lines];
}
