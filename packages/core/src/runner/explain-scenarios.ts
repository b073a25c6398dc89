import { resolveTarget } from '../execution/resolve-target.ts';
import { expandTarget, sampleNames } from '../execution/target-template.ts';
import { ActionRegistry } from '../registry/action-registry.ts';
import type { Reason } from '../registry/claim.ts';
import type { ActionName, Scenario, SourcePosition } from '../scenario/scenario.ts';
import type { ScenarioRunnerOptions } from './runner-options.ts';

/** Who takes one instruction, and why the others do not. */
export interface InstructionExplanation {
  readonly position: SourcePosition;
  readonly scenario: string;
  readonly action: ActionName;
  /** As resolved; undefined for a link of the current page, which decides when it is played. */
  readonly target: string | undefined;
  readonly reasons: readonly Reason[];
}

/** Explains every instruction of scenarios; sends nothing and checks nothing else. */
export function explainScenarios(
  scenarios: readonly Scenario[],
  { plugins, base }: Pick<ScenarioRunnerOptions, 'plugins' | 'base'>,
): readonly InstructionExplanation[] {
  const registry = plugins instanceof ActionRegistry ? plugins : new ActionRegistry(plugins ?? []);
  return scenarios.flatMap((scenario) =>
    scenario.instructions.map((instruction): InstructionExplanation => {
      const { action, position } = instruction;
      const resolved = resolveTarget(instruction, { scenario, base });
      const target = 'target' in resolved ? resolved.target : instruction.target;
      const text = target === undefined ? undefined : expandTarget(target, sampleNames);
      const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
      return {
        position,
        scenario: scenario.name,
        action,
        target,
        reasons: url === undefined ? [] : registry.explain(action, url, instruction),
      };
    }),
  );
}
