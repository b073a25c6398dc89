import type { Capture } from '../scenario/capture.ts';
import { classifyError, type Failure } from './classify-error.ts';
import type { Execution } from './execution.ts';

/** Characters a variable may have: every user of a run holds its own. */
const longestVariable = 65_536;

/**
 * Reads what a step captures off the last answer into the variables of the play. A variable that is not there any more is forgotten, so
 * that nothing old is taken for new. Fails the action as `capture_missing` when one is not there.
 *
 * @param isAnswered whether the action sent anything: the answer of an earlier one does not count
 * @returns whether all of them were there
 */
export function captureAnswer(execution: Execution, isAnswered: boolean): boolean {
  const { actor, step } = execution;
  let failure: Failure | undefined;
  for (const [name, capture] of step.captures ?? []) {
    const read = isAnswered ? readCapture(execution, capture) : { reason: 'nothing was answered' };
    if ('value' in read) (actor.variables ??= new Map<string, string>()).set(name, read.value);
    else {
      actor.variables?.delete(name);
      failure ??= 'reason' in read ? { type: 'capture_missing', message: `The capture "${name}" is missing: ${read.reason}.` } : read;
    }
  }
  if (failure !== undefined) execution.fail(failure.type, failure.message);
  return failure === undefined;
}

function readCapture({ actor }: Execution, capture: Capture): { readonly value: string } | { readonly reason: string } | Failure {
  try {
    const value = actor.http?.capture(capture);
    if (value === undefined) return { reason: `the answer has nothing at ${describe(capture)}` };
    return value.length <= longestVariable ? { value } : { reason: `it has more than ${longestVariable} characters` };
  } catch (error) {
    return classifyError(error);
  }
}

function describe(capture: Capture): string {
  const [[kind, text] = ['', '']] = Object.entries(capture);
  return `${kind} ${JSON.stringify(text)}`;
}
