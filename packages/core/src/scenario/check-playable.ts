import type { Problem } from './problem.ts';
import type { Scenario } from './scenario.ts';

/** Whether a scenario leaves anything to play: it needs an instruction, and one whose weight is not 0. */
export function checkPlayable({ name, instructions, position }: Scenario): readonly Problem[] {
  if (instructions.length === 0) {
    const message = `The scenario "${name}" has no instructions.`;
    return [{ position, message, hint: 'Write at least one, such as `open https://shop.example/`.' }];
  }
  if (instructions.every(({ weight }) => weight === 0)) {
    const message = `All instructions of the scenario "${name}" have the weight 0: none could be drawn.`;
    return [{ position, message, hint: 'Give at least one of them a weight above 0.' }];
  }
  return [];
}
