import type { Problem } from '../scenario/problem.ts';
import { messageOf } from '../support/message-of.ts';
import type { ParsedRows } from './parse-csv-rows.ts';
import { mostRows, readRows } from './read-rows.ts';

/** Parses a JSON list of objects. Never throws. */
export function parseJsonRows(text: string, file: string): ParsedRows {
  const problem = (message: string, hint: string, line = 1, column = 1): Problem => ({ position: { file, line, column }, message, hint });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(messageOf(error)) ?? [];
    const message = 'This is not valid JSON.';
    return {
      rows: [],
      problems: [problem(message, 'Write a list of objects, such as `[{ "sku": "a-1" }]`.', Number(line ?? 1), Number(column ?? 1))],
    };
  }
  if (!Array.isArray(value))
    return { rows: [], problems: [problem('The file does not hold a list.', 'Write a list of objects, such as `[{ "sku": "a-1" }]`.')] };
  const items: readonly unknown[] = value;
  if (items.length === 0) return { rows: [], problems: [problem('The file has no rows.', 'Give at least one.')] };
  if (items.length > mostRows) return { rows: [], problems: [problem(`The file has more than ${mostRows} rows.`, 'Give fewer.')] };
  const { rows, faults } = readRows(items);
  const hint = 'Every row has the same columns, with text, numbers, true or false.';
  return { rows, problems: faults.map(({ row, reason }) => problem(`The row ${row + 1} ${reason}.`, hint)) };
}
