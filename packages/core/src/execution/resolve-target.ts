import type { Fault } from '../scenario/problem.ts';
import type { Instruction, Scenario } from '../scenario/scenario.ts';

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
  // Braces would be percent-encoded by URL; they are put back so that a template stays one.
  return { target: new URL(target, against).href.replace(/%7B(run|user|play|index)%7D/g, '{$1}') };
}
