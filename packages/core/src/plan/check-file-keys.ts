import { isRushhourError } from '../errors/rushhour-error.ts';
import { checkBase } from '../scenario/check-target.ts';
import { createScope } from '../scope/create-scope.ts';
import type { AllowEntry } from '../scope/scope.ts';
import { asRecord } from './as-record.ts';
import { isAlong, type PlanPath, type PlanProblem } from './plan-problem.ts';
import { createPlanReader, type PlanReaderOptions } from './plan-reader.ts';
import { readPositiveDuration } from './read-duration.ts';

/** Checks the keys a plan has in a file only, beside their shape: what is known is passed over. */
export function checkFileKeys(value: Readonly<Record<string, unknown>>, options: PlanReaderOptions): readonly PlanProblem[] {
  const { known = [], ...rest } = options;
  const reader = createPlanReader({ ...rest, passOver: known.map(({ path }) => path) });
  const isSound = (path: PlanPath) => known.every((problem) => !isAlong(problem.path, path));
  const { allow, base, stop } = value;
  for (const [key, deadline] of Object.entries(asRecord(stop))) reader.read(['stop', key], deadline, readPositiveDuration);
  const baseFault = typeof base === 'string' && isSound(['base']) ? checkBase(base) : undefined;
  if (baseFault !== undefined) {
    const message = reader.isHidden(['base']) ? 'The base "(hidden)" cannot be used.' : baseFault.message;
    reader.report(['base'], { ...baseFault, message });
  }
  if (!Array.isArray(allow)) return reader.problems();
  const entries: readonly unknown[] = allow;
  if (entries.length === 0) {
    reader.report(['allow'], {
      message: 'Nothing is allowed: the list is empty.',
      hint: 'Name the origins traffic may reach.',
      code: 'scope_empty',
    });
  }
  for (const [index, entry] of entries.entries()) {
    const path = ['allow', index];
    // The schema has looked at an entry nothing is known of.
    const error = isSound(path) ? scopeErrorOf(entry as string | AllowEntry) : undefined;
    if (error === undefined) continue;
    const message = reader.isHidden(path) ? 'The allow entry "(hidden)" cannot be used.' : error.message;
    reader.report(path, { message, hint: error.hint, code: error.code });
  }
  return reader.problems();
}

function scopeErrorOf(entry: string | AllowEntry) {
  try {
    createScope([entry]);
    return undefined;
  } catch (error) {
    if (isRushhourError(error)) return error;
    throw error;
  }
}
