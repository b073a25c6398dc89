import type { Instruction, Scenario } from '../src/scenario/scenario.ts';

/** A scenario without what only tells where it was written, for tests that compare notations. */
export function plainScenario({ position: _position, instructions, folder: _folder, ...rest }: Scenario) {
  return { ...rest, instructions: instructions.map(plainInstruction) };
}

function plainInstruction({ position: _1, positions: _2, targetPosition: _3, repeated: _4, ...rest }: Instruction) {
  return rest;
}
