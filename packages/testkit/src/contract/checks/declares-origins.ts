import { fail, type ContractCheck } from '../contract-check.ts';

/** The scope of these runs is what the plugin declares; what it keeps out was not declared. */
export const declaresOrigins: ContractCheck = {
  name: 'talks only to the origins it declares',
  async run({ contract: { plugin }, baseline }) {
    for (const target of plugin.targets) {
      if (!target.includes('://')) continue;
      const { origin } = new URL(target);
      if (!plugin.origins.includes(origin)) fail(`The plugin claims "${target}", but does not declare the origin "${origin}".`);
    }
    const { refused } = await baseline();
    const [first] = refused;
    if (first !== undefined) fail(`The plugin asked for "${first}", whose origin it does not declare (${plugin.origins.join(', ')}).`);
  },
};
