import { findProblems, isRushhourError, type Problem, type Scenario, type ScenarioRunnerOptions } from '@rushhour/core';
import { describeError } from '../describe-error.ts';
import { loadContent } from './load-content.ts';

/** What is wrong with a run. */
export interface FurtherProblems {
  readonly problems: readonly Problem[];
  /** What is wrong outside the files, as text; empty for nothing. */
  readonly error: string;
}

/** Finds everything that is wrong with a run whose files could be read. Sends nothing. */
export async function lookFurther(options: ScenarioRunnerOptions & { readonly scenarios: readonly Scenario[] }): Promise<FurtherProblems> {
  if (options.scenarios.length === 0) return { problems: [], error: '' };
  try {
    return { problems: await findProblems({ content: await loadContent(), ...options }), error: '' };
  } catch (error) {
    if (!isRushhourError(error)) throw error;
    if (error.code !== 'scope_empty' || options.allow !== undefined) return { problems: [], error: describeError(error).text };
    return { problems: options.scenarios.map(namesNoSite), error: '' };
  }
}

function namesNoSite({ name, position }: Scenario): Problem {
  const hint = 'Write a target in full, or set `base` (--base).';
  return { position, code: 'scope_empty', message: `The scenario "${name}" names no site.`, hint };
}
