import type { Feeder } from '../people/feeder.ts';
import { quoted } from '../support/quoted.ts';
import { asList } from './as-list.ts';
import { asRecord } from './as-record.ts';
import type { PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';
import { mostRows, readRows } from './read-rows.ts';
import { readOneOf } from './read-words.ts';

/** Reads the data of a plan or a profile; what cannot be read keeps its place, without rows. */
export function readFeeders(reader: PlanReader, path: PlanPath, value: unknown, scope: Feeder['scope']): readonly Feeder[] {
  return asList(value).map((item, index) => {
    const at = [...path, index];
    const { file, rows, pick, per, secret } = asRecord(item);
    const source = readSource(reader, at, file, rows);
    const hidden = asList(secret).map(String);
    for (const [place, column] of hidden.entries()) {
      if (source.columns.length === 0 || source.columns.includes(column)) continue;
      reader.report([...at, 'secret', place], {
        message: `The data has no column ${quoted(column)}.`,
        hint: `It has ${source.columns.join(', ')}.`,
      });
    }
    return {
      ...source,
      secret: hidden,
      pick: reader.read([...at, 'pick'], pick, readOneOf('queue', 'circular', 'random')) ?? 'circular',
      per: reader.read([...at, 'per'], per, readOneOf('user', 'play')) ?? 'play',
      scope,
    };
  });
}

function readSource(reader: PlanReader, at: PlanPath, file: unknown, rows: unknown): Pick<Feeder, 'columns' | 'rows'> {
  const nothing = { columns: [], rows: [] };
  if ((file === undefined) === (rows === undefined)) {
    const which = file === undefined ? 'neither `file` nor `rows`' : 'both `file` and `rows`';
    reader.report(at, { message: `The data has ${which}.`, hint: 'Write exactly one of them.' });
    return nothing;
  }
  if (file !== undefined) {
    reader.refuse([...at, 'file'], file, { reason: 'files are read by `loadPlanFile`', hint: 'Give the rows themselves, with `rows`.' });
    return nothing;
  }
  const items = asList(rows);
  const inRows = [...at, 'rows'];
  if (items.length === 0 || items.length > mostRows) {
    const message = items.length === 0 ? 'The data has no rows.' : `The data has more than ${mostRows} rows.`;
    reader.report(inRows, { message, hint: items.length === 0 ? 'Give at least one.' : 'Give fewer.' });
    return nothing;
  }
  const { columns, rows: read, faults } = readRows(items);
  for (const { row, reason } of faults)
    reader.report([...inRows, row], {
      message: `The row ${reason}.`,
      hint: 'Every row has the same columns, with text, numbers, true or false.',
    });
  return { columns, rows: read };
}

/** Tells of columns two data sets of a profile have, and of queues with fewer rows than users. */
export function checkFeeders(
  reader: PlanReader,
  {
    feeders,
    users,
  }: { readonly feeders: readonly { readonly path: PlanPath; readonly feeder: Feeder }[]; readonly users: (feeder: Feeder) => number },
) {
  const seen = new Set<string>();
  for (const { path, feeder } of feeders) {
    const twice = feeder.columns.find((column) => seen.has(column));
    if (twice !== undefined) {
      const message = `The column ${quoted(twice)} is in two data sets of one profile.`;
      reader.report(path, { message, hint: 'Rename it in one of them: `{data.name}` can mean only one.' });
    }
    for (const column of feeder.columns) seen.add(column);
    const needed = users(feeder);
    if (feeder.pick === 'queue' && feeder.rows.length > 0 && feeder.rows.length < needed) {
      const message = `The queue has ${feeder.rows.length} ${feeder.rows.length === 1 ? 'row' : 'rows'} for ${needed} users.`;
      reader.report(path, { message, hint: 'Give a row to each user, or pick them `circular` or `random`.' });
    }
  }
}
