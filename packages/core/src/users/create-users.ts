import { Arrivals } from '../people/arrivals.ts';
import type { Population } from '../people/population.ts';
import { divideByLargestRemainder } from '../support/largest-remainder.ts';
import type { UserGroup } from './user-group.ts';
import type { UserWorld } from './user-world.ts';
import { VirtualUser } from './virtual-user.ts';

/** The numbers of the users this shard plays: every n-th, so that all shards together play each user once. */
export function userNumbers(size: number, { index, count }: { readonly index: number; readonly count: number }): readonly number[] {
  const numbers: number[] = [];
  for (let number = index; number < size; number += count) numbers.push(number);
  return numbers;
}

/** Makes users. What one draws depends on its profile and its number in it alone, so more users only add users. */
export function createUsers(
  numbers: readonly number[],
  {
    settings,
    population,
    groups,
    world,
  }: {
    /** In all shards. */
    readonly settings: { readonly actions: number | undefined; readonly plays: number | undefined };
    readonly population: Population;
    readonly groups: readonly UserGroup[];
    readonly world: UserWorld;
  },
): readonly VirtualUser[] {
  const { actions, plays = Infinity } = settings;
  // Divided among all users of the run, before sharding, so that every shard knows its part without asking the others.
  const shares =
    actions === undefined
      ? undefined
      : divideByLargestRemainder(
          actions,
          Array.from({ length: population.size }, () => 1),
        );
  return numbers.flatMap((number) => {
    const { person, id, random } = population.member(number);
    const group = groups[person.group.index];
    if (group === undefined) return [];
    const { name: profile, role, pace } = group.profile;
    const user = new VirtualUser(
      { id, profile, role },
      { world, group, person, random, number, plays, actions: shares?.[number] ?? Infinity },
    );
    if (pace.kind === 'open') user.arrivals = new Arrivals(person, { rates: population.rates, random });
    return [user];
  });
}
