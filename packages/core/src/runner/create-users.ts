import { divideByLargestRemainder } from '../support/largest-remainder.ts';
import { createRandom } from '../support/random.ts';
import type { RunSettings } from './run-settings.ts';
import { VirtualUser, type UserWorld } from './virtual-user.ts';

/** The numbers of the users this shard plays: every n-th, so that all shards together play each user once. */
export function userNumbers({ users, shard }: RunSettings): readonly number[] {
  return Array.from({ length: users }, (_, number) => number).filter((number) => number % shard.count === shard.index);
}

/** Makes users. What one draws depends on its number alone, so more users only add users. */
export function createUsers(
  numbers: readonly number[],
  { settings, seed, world }: { readonly settings: RunSettings; readonly seed: string; readonly world: UserWorld },
): readonly VirtualUser[] {
  const { profile, users, actions, plays = Infinity } = settings;
  const random = createRandom(seed).fork('profile').fork(profile).fork('user');
  // Divided among all users of the run, before sharding, so that every shard knows its part without asking the others.
  const shares =
    actions === undefined
      ? undefined
      : divideByLargestRemainder(
          actions,
          Array.from({ length: users }, () => 1),
        );
  return numbers.map((number) => {
    const info = { id: `${profile}/${number}`, profile, role: profile };
    return new VirtualUser(info, { world, random: random.fork(number), plays, actions: shares?.[number] ?? Infinity });
  });
}
