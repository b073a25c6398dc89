import { quoted } from '../support/quoted.ts';
import { endState } from './parse-transitions.ts';
import type { Fault, Problem } from './problem.ts';
import type { Instruction, Scenario } from './scenario.ts';
import { unknownWord } from './unknown-word.ts';

/**
 * What is wrong with what comes next in a scenario: in a `markov` one, names that are not there, there twice or never reached; in any other,
 * that `next` is given at all.
 */
export function checkTransitions({ order, instructions }: Scenario): readonly Problem[] {
  if (order !== 'markov') {
    const hint = 'Set the order to `markov`, or leave `next` out.';
    return instructions.flatMap(({ next, position }) =>
      next === undefined ? [] : [{ position, message: `\`next\` means nothing in the order \`${order}\`.`, hint }],
    );
  }
  const problems: Problem[] = [];
  const report = ({ position }: Instruction, fault: Fault) => problems.push({ position, ...fault });
  const states = new Map<string, Instruction>();
  for (const instruction of instructions) {
    const { name } = instruction;
    if (name === undefined) continue;
    if (name === endState) {
      report(instruction, { message: `An instruction of a markov scenario cannot be called "${endState}".`, hint: 'It ends a play.' });
    } else if (states.has(name)) {
      report(instruction, { message: `The name ${quoted(name)} is there twice.`, hint: 'In a markov scenario each needs one of its own.' });
    } else states.set(name, instruction);
  }
  const known = [...states.keys(), endState];
  for (const instruction of instructions) {
    for (const state of Object.keys(instruction.next ?? {})) {
      if (!known.includes(state)) report(instruction, unknownWord('name in `next`:', state, known));
    }
  }
  if (problems.length > 0) return problems;
  const reached = reachable(instructions, states);
  for (const instruction of instructions) {
    if (reached.has(instruction)) continue;
    const { name, action, target } = instruction;
    const hint =
      name === undefined
        ? 'Give it a `name`, and write that in `next` of another instruction.'
        : 'Write its name in `next` of an instruction that is reached, with a weight above 0, or leave it out.';
    report(instruction, { message: `${quoted(name ?? `${action} ${target ?? ''}`.trim())} can never be reached.`, hint });
  }
  return problems;
}

/** The instructions that can follow the first, directly or not. */
function reachable(instructions: readonly Instruction[], states: ReadonlyMap<string, Instruction>): ReadonlySet<Instruction> {
  const reached = new Set(instructions.slice(0, 1));
  // A set is walked over what is added meanwhile.
  for (const { next } of reached) {
    for (const [state, weight] of Object.entries(next ?? {})) {
      const instruction = weight > 0 ? states.get(state) : undefined;
      if (instruction !== undefined) reached.add(instruction);
    }
  }
  return reached;
}
