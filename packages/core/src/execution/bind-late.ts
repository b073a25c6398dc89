import type { Execution } from './execution.ts';
import { isSecretColumn } from './hide-secrets.ts';
import { columnOf, type Lookup } from './placeholder.ts';
import type { BoundAction, Step } from './step.ts';
import { canonicalTarget, expandTarget } from './target-template.ts';

/** What a step is bound with when it is played. */
export interface BindLateOptions {
  /** The run id. */
  readonly run: string;
  /** The URL of the current page. */
  readonly page: string | undefined;
  /** Where the user is when it is on no page, and how that is called in every run: the folder of a store. */
  readonly place?: URL | undefined;
  readonly placeName?: string;
}

/**
 * Finds the target of a step that is not the same each time, who plays it, and its parameters: for every step without `bound`. What keeps it
 * from being played is left in `execution.refusal`; nothing is sent then.
 */
export function bindLate(execution: Execution, { run, page, place, placeName = '' }: BindLateOptions) {
  const { step } = execution;
  const lookup = lookupFor(execution, run);
  try {
    if (step.target === undefined) {
      const bound = page === undefined ? placeBinding(step, place) : undefined;
      if (page === undefined && bound === undefined) return;
      execution.canonical = page ?? placeName;
      execution.url = page === undefined ? place : new URL(page);
    } else if (step.url === undefined) {
      execution.canonical = canonicalTarget(step.target, shownLookupFor(execution));
      execution.url = new URL(expandTarget(step.target, lookup));
    }
    if (execution.url === undefined) return;
    execution.bound = step.bind(execution.url);
    execution.inputs = execution.bound.inputsFor?.(lookup);
  } catch (error) {
    execution.refusal = error;
  }
}

/** Who goes on from a place that is no page; undefined when whoever takes it needs one. */
function placeBinding(step: Step, place: URL | undefined): BoundAction | undefined {
  const bound = place && step.bind(place);
  return bound?.definition.withoutPage === true ? bound : undefined;
}

/** What names stand for in one action, where it may be seen: the run id is not the same in every run, and some values are secrets. */
export function shownLookupFor(execution: Execution): Lookup {
  const lookup = lookupFor(execution, '');
  const { actor } = execution;
  return (kind, name) => {
    if (kind === 'run' || kind === 'var') return undefined;
    return kind === 'data' && isSecretColumn(name, actor.secretColumns) ? undefined : lookup(kind, name);
  };
}

/** What names stand for in one action. */
function lookupFor({ actor, play, index }: Execution, run: string): Lookup {
  return (kind, name) => {
    switch (kind) {
      case 'run':
        return run;
      case 'user':
        return actor.info.id;
      case 'play':
        return String(play);
      case 'index':
        return String(index);
      case 'data':
        return columnOf(actor.data, name);
      case 'var':
        return actor.variables?.get(name);
    }
  };
}
