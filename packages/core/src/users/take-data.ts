import { feederRow } from '../people/feeder-row.ts';
import type { DataRow } from '../people/feeder.ts';
import type { Random } from '../support/random.ts';
import type { VirtualUser } from './virtual-user.ts';

/** The row of a user's next play, put together of those of all feeders; `none left` when a queue has none for it any more. */
export function takeData(
  user: VirtualUser,
  { play, users, random }: { readonly play: number; readonly users: number; readonly random: Random },
): DataRow | 'none left' | undefined {
  const { profile } = user.group;
  if (profile.data.length === 0) return undefined;
  const rows = profile.data.map((feeder, index) => {
    const isShared = feeder.scope === 'plan';
    return feederRow(feeder, {
      user: isShared ? user.number : user.person.number,
      users: isShared ? users : profile.count,
      play,
      random: (feeder.per === 'user' ? user.random : random).fork('data').fork(index),
    });
  });
  const columns: [name: string, value: string][] = [];
  for (const row of rows) {
    if (row === undefined) return 'none left';
    columns.push(...Object.entries(row));
  }
  return Object.fromEntries(columns);
}
