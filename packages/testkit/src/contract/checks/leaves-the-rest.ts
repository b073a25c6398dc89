import { ActionRegistry, actionNames, pluginBrand, type AnyActionDefinition, type Instruction, type SitePlugin } from '@rushhour/core';
import { describe, fail, type ContractCheck } from '../contract-check.ts';

const takesAll: AnyActionDefinition = { run: () => undefined };

/** Claims every URL, after all others, as the generic plugin does. */
const everyoneElse: SitePlugin = {
  [pluginBrand]: true,
  name: 'contract-everyone-else',
  instance: 'contract-everyone-else',
  targets: ['http:', 'https:'],
  origins: [],
  actions: { open: takesAll, follow: takesAll, upload: takesAll, download: takesAll },
};

/** An action the plugin has no handler for falls through to the next claimant; deciding so is synchronous and pure. */
export const leavesTheRest: ContractCheck = {
  name: 'leaves actions it does not offer to others',
  async run({ contract: { plugin, instructions } }) {
    const registry = new ActionRegistry([plugin, everyoneElse]);
    const targets = new Set([
      ...plugin.targets.filter((target) => target.includes('://')),
      ...instructions.flatMap(({ target }) => target ?? []),
    ]);
    for (const target of targets) {
      for (const action of actionNames) {
        const instruction: Instruction = { action, target, with: {}, position: { file: 'contract', line: 1, column: 1 } };
        checkSupports(plugin, instruction);
        if (plugin.actions[action] !== undefined) continue;
        const taken = registry.resolve(action, new URL(target), instruction)?.plugin.instance;
        if (taken !== everyoneElse.instance) fail(`"${action} ${target}" is not offered, but went to "${taken ?? 'nobody'}".`);
      }
    }
  },
};

function checkSupports(plugin: SitePlugin, instruction: Instruction): void {
  if (plugin.supports === undefined) return;
  const answer = () => {
    try {
      return plugin.supports?.(instruction);
    } catch (error) {
      return fail(`supports() threw at "${instruction.action} ${instruction.target ?? ''}": ${describe(error)}`);
    }
  };
  const first: unknown = answer();
  if (typeof first !== 'boolean') fail(`supports() has to answer true or false at once, but answered "${String(first)}".`);
  if (answer() !== first) fail(`supports() answered twice in a row differently for "${instruction.action} ${instruction.target ?? ''}".`);
}
