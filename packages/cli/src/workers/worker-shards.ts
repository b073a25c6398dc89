/** The shards that workers play so that all of them are exactly one shard of the process: worker `w` of `N` plays `(i + n*w)/(n*N)`. */
export function workerShards(shard: string, workers: number): readonly string[] {
  const [index = 0, count = 1] = shard.split('/').map(Number);
  return Array.from({ length: workers }, (_, worker) => `${index + count * worker}/${count * workers}`);
}
