import type { Problem } from '../scenario/problem.ts';
import { quoted } from '../support/quoted.ts';
import { asRecord } from './as-record.ts';
import { loadDataFile } from './data-files.ts';
import type { PlanPath, PlanProblem } from './plan-problem.ts';

/** A plan with the rows of its data files in place of their names. */
export interface FilledPlan {
  readonly value: Readonly<Record<string, unknown>>;
  /** Where files are named that have no rows to play with. */
  readonly unread: readonly PlanPath[];
  /** Files that could not be read at all, told where they are named. */
  readonly missing: readonly PlanProblem[];
  /** What is wrong inside files. */
  readonly problems: readonly Problem[];
  /** SHA-256 of each file. */
  readonly digests: readonly string[];
}

/** Reads the files `data` names, in the plan and in its profiles. Never rejects. */
export async function fillDataFiles(plan: Readonly<Record<string, unknown>>, below: (path: string) => string): Promise<FilledPlan> {
  const unread: PlanPath[] = [];
  const missing: PlanProblem[] = [];
  const problems: Problem[] = [];
  const digests: string[] = [];
  const fillEntry = async (entry: unknown, path: PlanPath): Promise<unknown> => {
    const { file, ...rest } = asRecord(entry);
    if (typeof file !== 'string' || 'rows' in rest) return entry;
    const loaded = await loadDataFile(below(file));
    const named = [...path, 'file'];
    if (loaded.fault === undefined) {
      digests.push(loaded.digest);
      if (loaded.problems.length === 0) return { ...rest, rows: loaded.rows };
      problems.push(...loaded.problems);
    } else
      missing.push({
        path: named,
        ...loaded.fault,
        message: `The data file ${quoted(file)} cannot be used: ${inside(loaded.fault.message)}`,
      });
    unread.push(named);
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
  if (!Array.isArray(profiles)) return { value: plan, unread, missing, problems, digests };
  const filled: unknown[] = [];
  for (const [index, profile] of profiles.entries()) filled.push(await fillIn(profile, ['profiles', index]));
  return { value: { ...rest, profiles: filled }, unread, missing, problems, digests };
}

/** A sentence as the second half of another. */
function inside(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
