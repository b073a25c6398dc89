import type { Problem } from '../scenario/problem.ts';
import { asRecord } from './as-record.ts';
import { loadDataFile } from './data-files.ts';
import type { PlanPath } from './plan-problem.ts';

/** A plan with the rows of its data files in place of their names. */
export interface FilledPlan {
  readonly value: Readonly<Record<string, unknown>>;
  /** Files that could not be read: where they are named, and what is wrong with them. */
  readonly unread: readonly { readonly path: PlanPath; readonly problems: readonly Problem[] }[];
  /** SHA-256 of each file. */
  readonly digests: readonly string[];
}

/** Reads the files `data` names, in the plan and in its profiles. Never rejects. */
export async function fillDataFiles(plan: Readonly<Record<string, unknown>>, below: (path: string) => string): Promise<FilledPlan> {
  const unread: { readonly path: PlanPath; readonly problems: readonly Problem[] }[] = [];
  const digests: string[] = [];
  const fillEntry = async (entry: unknown, path: PlanPath): Promise<unknown> => {
    const { file, ...rest } = asRecord(entry);
    if (typeof file !== 'string' || 'rows' in rest) return entry;
    const { rows, problems, digest } = await loadDataFile(below(file));
    if (digest !== undefined) digests.push(digest);
    if (problems.length === 0) return { ...rest, rows };
    unread.push({ path: [...path, 'file'], problems });
    return entry;
  };
  const fillIn = async (holder: unknown, path: PlanPath): Promise<unknown> => {
    const { data } = asRecord(holder);
    if (!Array.isArray(data)) return holder;
    const filled: unknown[] = [];
    for (const [index, entry] of data.entries()) filled.push(await fillEntry(entry, [...path, 'data', index]));
    return { ...asRecord(holder), data: filled };
  };
  const { profiles, ...rest } = asRecord(await fillIn(plan, []));
  if (!Array.isArray(profiles)) return { value: plan, unread, digests };
  const filled: unknown[] = [];
  for (const [index, profile] of profiles.entries()) filled.push(await fillIn(profile, ['profiles', index]));
  return { value: { ...rest, profiles: filled }, unread, digests };
}
