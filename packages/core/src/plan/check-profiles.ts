import type { Feeder } from '../people/feeder.ts';
import type { Profile } from '../people/profile.ts';
import type { PlanPath } from './plan-problem.ts';
import type { PlanReader } from './plan-reader.ts';
import type { PlanLimits } from './plan.ts';
import { checkFeeders } from './read-feeders.ts';
import { mostUsers } from './read-profile.ts';

/** Tells what is wrong between profiles, and between them and the limits. */
export function checkProfiles(
  reader: PlanReader,
  {
    profiles,
    limits,
    feeders,
  }: { readonly profiles: readonly Profile[]; readonly limits: PlanLimits; readonly feeders: readonly Feeder[] },
) {
  const names = new Set<string>();
  for (const [index, { name }] of profiles.entries()) {
    const path = ['profiles', index, 'name'];
    if (name !== '' && names.has(name))
      reader.report(path, { message: `The profile ${reader.show(path, name)} is there twice.`, hint: 'Give each another name.' });
    names.add(name);
  }
  const users = profiles.reduce((sum, { count }) => sum + count, 0);
  if (users > mostUsers) reader.report(['profiles'], { message: `The plan has ${users} users.`, hint: `There are ${mostUsers} at most.` });
  checkLimits(reader, profiles, limits);
  for (const [index, { data, count }] of profiles.entries()) {
    const located = data.map((feeder, at) => ({ feeder, path: pathOf(feeder, at, index, feeders.length) }));
    checkFeeders(reader, { feeders: located, users: ({ scope }) => (scope === 'plan' ? users : count) });
  }
}

function pathOf(feeder: Feeder, at: number, profile: number, planFeeders: number): PlanPath {
  return feeder.scope === 'plan' ? ['data', at] : ['profiles', profile, 'data', at - planFeeders];
}

/** `limits.rate` and `limits.floor` hold for open paces shaped by hours only: told where there are none. */
function checkLimits(reader: PlanReader, profiles: readonly Profile[], { ratePerMinute, floorPerMinute }: PlanLimits) {
  const shaped = profiles.filter(({ pace, load }) => pace.kind === 'open' && load === undefined);
  const unused = ratePerMinute !== undefined ? 'rate' : 'floor';
  if (shaped.length === 0 && (ratePerMinute ?? floorPerMinute) !== undefined) {
    const message = `\`limits.${unused}\` has no effect: every profile has a think time or a load.`;
    reader.report(['limits', unused], { message, hint: 'Use `limits.cap`, which holds for all, or give a profile an open `pace`.' });
  }
  if (shaped.length > 0 && shaped.every(({ pace, activity }) => pace.kind === 'open' && pace.unit === 'share' && activity === 0)) {
    reader.report(['profiles'], {
      message: 'Every profile that shares `limits.rate` has the activity 0.',
      hint: 'Give at least one of them an activity above 0.',
    });
  }
}
