import { asList } from './as-list.ts';
import { asRecord } from './as-record.ts';
import type { PlanPath } from './plan-problem.ts';

/** Marks the columns of data that hold values of the environment as `secret`, in a plan and its profiles. */
export function markSecretColumns(
  plan: Readonly<Record<string, unknown>>,
  secretPaths: readonly PlanPath[],
): Readonly<Record<string, unknown>> {
  const mark = (holder: unknown, path: PlanPath) => {
    const { data, ...rest } = asRecord(holder);
    if (!Array.isArray(data)) return holder;
    return {
      ...rest,
      data: data.map((item: unknown, index) => markItem(item, secretColumns(secretPaths, [...path, 'data', index, 'rows']))),
    };
  };
  const { profiles } = plan;
  const marked = asRecord(mark(plan, []));
  return {
    ...marked,
    ...(Array.isArray(profiles) && { profiles: profiles.map((profile: unknown, index) => mark(profile, ['profiles', index])) }),
  };
}

function markItem(item: unknown, columns: readonly string[]): unknown {
  if (columns.length === 0) return item;
  const record = asRecord(item);
  return { ...record, secret: [...new Set([...asList(record['secret']), ...columns])] };
}

/** The columns of rows at a path that secrets stand in: `[...rows, row, column]`. */
function secretColumns(secretPaths: readonly PlanPath[], rows: PlanPath): readonly string[] {
  return secretPaths
    .filter((path) => path.length === rows.length + 2 && rows.every((part, index) => path[index] === part))
    .map((path) => String(path.at(-1)));
}
