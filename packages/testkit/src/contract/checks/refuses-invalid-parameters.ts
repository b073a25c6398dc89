import { actionNames } from '@rushhour/core';
import { fail, type ContractCheck } from '../contract-check.ts';
import { rehearse } from '../rehearse.ts';

/** Each invalid instruction is put after the good ones: the refusal has to come before any of them is played. */
export const refusesInvalidParameters: ContractCheck = {
  name: 'refuses invalid parameters before any traffic',
  async run({ contract }) {
    const { plugin, instructions, invalid } = contract;
    for (const action of actionNames) {
      const takesParameters = plugin.actions[action]?.params !== undefined;
      if (takesParameters && !invalid.some((instruction) => instruction.action === action)) {
        fail(`"${action}" takes parameters, but the contract has no invalid instruction for it.`);
      }
    }
    for (const instruction of invalid) {
      const { wire, observations, error } = await rehearse(contract, { instructions: [...instructions, instruction] });
      const written = `"${instruction.action} ${instruction.target ?? ''}" with ${JSON.stringify(instruction.with)}`;
      if (error === undefined) fail(`${written} should be refused, but was played.`);
      if (wire.length > 0) fail(`${written} was refused only after ${wire.length} requests had been sent.`);
      if (observations.opened.length > 0) fail(`${written} was refused only after a session had been made.`);
    }
  },
};
