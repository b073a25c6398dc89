import { checkTransitions } from './check-transitions.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './scenario.ts';

/** Whether a scenario as a whole can be played: it needs an instruction, one whose weight is not 0, and what comes next must be there. */
export function checkPlayable(scenario: Scenario): readonly Problem[] {
  const { name, instructions, position } = scenario;
  if (instructions.length === 0) {
    const message = `The scenario "${name}" has no instructions.`;
    return [{ position, message, hint: 'Write at least one, such as `open https://shop.example/`.' }];
  }
  if (instructions.every(({ weight }) => weight === 0)) {
    const message = `All instructions of the scenario "${name}" have the weight 0: none could be drawn.`;
    return [{ position, message, hint: 'Give at least one of them a weight above 0.' }];
  }
  return checkTransitions(scenario);
}
