import { sumByKey } from '../support/sum-by-key.ts';
import type { ProfileAccount } from './account.ts';
import { mergeGroups } from './merge-groups.ts';

/** Adds up arrivals and actions. */
export function mergeProfiles(profiles: readonly ProfileAccount[]): ProfileAccount {
  return {
    ...mergeGroups(profiles),
    scheduled: profiles.reduce((sum, { scheduled }) => sum + scheduled, 0),
    dropped: sumByKey(profiles.map(({ dropped }) => dropped)),
  };
}
