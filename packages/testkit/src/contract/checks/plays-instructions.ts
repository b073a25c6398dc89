import { ActionRegistry, actionNames, type Instruction } from '@rushhour/core';
import { fail, summaryOf, type ContractCheck } from '../contract-check.ts';

/** Everything else is measured against this play. */
export const playsInstructions: ContractCheck = {
  name: 'plays its good instructions, at least one for each action it offers',
  async run({ contract: { plugin, instructions }, baseline }) {
    for (const action of actionNames) {
      const isOffered = plugin.actions[action] !== undefined;
      if (isOffered && !instructions.some((instruction) => instruction.action === action)) {
        fail(`The plugin offers "${action}", but the contract has no good instruction for it.`);
      }
    }
    const registry = new ActionRegistry([plugin]);
    for (const [index, draft] of instructions.entries()) {
      const { action, target } = draft;
      if (target === undefined) continue;
      const instruction: Instruction = { ...draft, position: { file: 'contract', line: index + 1, column: 1 } };
      if (registry.resolve(action, new URL(target), instruction) === undefined) {
        fail(`The plugin does not take its own instruction "${action} ${target}": it claims ${plugin.targets.join(', ')}.`);
      }
    }
    const rehearsal = await baseline();
    summaryOf(rehearsal);
    for (const { action, target, outcome, message } of rehearsal.ends) {
      if (outcome !== 'ok') fail(`"${action} ${target}" should succeed, but ended ${outcome}: ${message ?? 'no message'}`);
    }
    if (rehearsal.ends.length !== instructions.length) {
      fail(`${instructions.length} instructions should be played, but ${rehearsal.ends.length} were.`);
    }
  },
};
