import type { GroupAccount, RunAccount } from './account.ts';
import { mergeGroups } from './merge-groups.ts';

/**
 * Finds the actions a threshold names: an action, a step, a scenario, a profile or a plugin, the first that has the name; without one, all
 * actions. Undefined when nothing was recorded under it.
 */
export function findGroup({ cells, profiles }: RunAccount, name: string | undefined): GroupAccount | undefined {
  if (name === undefined) return mergeGroups(Object.values(profiles));
  const named = (key: 'action' | 'step' | 'scenario' | 'plugin') => {
    const found = cells.filter(({ names }) => names[key] === name);
    return found.length === 0 ? undefined : mergeGroups(found);
  };
  return named('action') ?? named('step') ?? named('scenario') ?? ownProfile(profiles, name) ?? named('plugin');
}

function ownProfile(profiles: RunAccount['profiles'], name: string): GroupAccount | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
