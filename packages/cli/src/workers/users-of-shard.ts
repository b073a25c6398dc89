/** How many users a shard has of so many in all: every n-th, from its own number on. */
export function usersOfShard(shard: string, users: number): number {
  const [index = 0, count = 1] = shard.split('/').map(Number);
  return Math.max(0, Math.ceil((users - index) / count));
}
