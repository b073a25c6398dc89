import type { Fault } from '../scenario/problem.ts';
import type { Instruction, Scenario } from '../scenario/scenario.ts';
import { restoreNames } from './target-template.ts';

/** The target of an instruction as an absolute URL, templates kept; undefined for the current page. */
export function resolveTarget(
  { target }: Instruction,
  { scenario, base }: { readonly scenario: Scenario; readonly base?: string | undefined },
): { readonly target: string | undefined } | Fault {
  if (target === undefined || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(target)) return { target };
  const against = scenario.base ?? base;
  if (against === undefined) {
    return {
      code: 'target_invalid',
      message: `The target "${target}" is relative, and there is no base.`,
      hint: 'Write it in full, or set `base`.',
    };
  }
  return { target: restoreNames(new URL(target, against).href) };
}
