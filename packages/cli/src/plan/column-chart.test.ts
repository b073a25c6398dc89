import { expect, test } from 'vitest';
import { columnChart } from './column-chart.ts';
import { columnTop } from './column-top.ts';

test('columns are drawn to an eighth of a row, up to a round number', () => {
  expect(columnChart([0, 25, 50, 100, 0.1], 2)).toEqual({ top: 100, rows: ['   █ ', ' ▄██▁'] });
  expect(columnChart([0, 0], 2)).toEqual({ top: 0, rows: ['  ', '  '] });
});

test('an axis ends at the next round number', () => {
  expect([0, 0.7, 1, 1.1, 1968, 2000, 2000.000000001, 9.5].map(columnTop)).toEqual([0, 0.8, 1, 1.5, 2000, 2000, 2000, 10]);
});
